import { once } from 'node:events'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'

import { expect, onTestFinished, test } from 'vitest'

import { DIRECT } from '#server/common/egress.ts'
import { closeServer, listenOnLoopback } from '#test/loopback.ts'

import { boundedFetch } from './fetch.ts'

/** The answer of a server that listens with this. */
async function answerOf(listener: RequestListener, signal?: AbortSignal) {
  const server = createServer(listener)
  const port = await listenOnLoopback(server)
  onTestFinished(() => closeServer(server))
  const answer = boundedFetch(DIRECT)(`http://127.0.0.1:${port}/`, {
    method: 'GET',
    headers: {},
    body: null,
    redirect: 'manual',
    ...(signal && { signal }),
  })
  return { server, answer }
}

test('the deadline of an answer is that of its last byte', async () => {
  const late = new AbortController()
  const { server, answer } = await answerOf(
    (_, response) => void response.writeHead(200).write('{'),
    late.signal,
  )
  await once(server, 'request')
  const reason = new DOMException('too late', 'TimeoutError')
  late.abort(reason)
  await expect(answer).rejects.toBe(reason)
})

test('an answer that is none, as of a server that goes on in another protocol, has failed', async () => {
  const { answer } = await answerOf(({ socket }) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n')
  })
  await expect(answer).rejects.toBeInstanceOf(TypeError)
})
