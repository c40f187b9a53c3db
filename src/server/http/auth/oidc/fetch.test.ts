import { once } from 'node:events'
import { createServer } from 'node:http'

import { expect, onTestFinished, test } from 'vitest'

import { boundedFetch } from './fetch.ts'

test('the deadline of an answer is that of its last byte', async () => {
  const server = createServer((_, response) => void response.writeHead(200).write('{'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const late = new AbortController()
  const answer = boundedFetch(`http://127.0.0.1:${port}/`, {
    method: 'GET',
    headers: {},
    body: null,
    redirect: 'manual',
    signal: late.signal,
  })
  await once(server, 'request')
  const reason = new DOMException('too late', 'TimeoutError')
  late.abort(reason)
  await expect(answer).rejects.toBe(reason)
})
