import { once } from 'node:events'
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'

/** What a receiver got. */
export type Received = { path: string; headers: Record<string, string>; body: string }

/** How it answers: with a status, with what a function does, or never. */
export type Answer = number | 'hang' | ((response: ServerResponse) => void)

/** A receiver of webhooks on 127.0.0.1. It answers 204 until it is told otherwise. */
export async function startReceiver() {
  const received: Received[] = []
  const answers: Answer[] = []
  let answer: Answer = 204
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      received.push({
        path: request.url ?? '',
        headers: Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        ),
        body: Buffer.concat(parts).toString(),
      })
      const now = answers.shift() ?? answer
      if (typeof now === 'function') now(response)
      else if (now !== 'hang') response.writeHead(now).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('it listens on no port')
  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}/hook?key=the-key-of-the-robot`,
    received,
    /** From now on; `next` are the answers to the next ones. */
    answers: (always: Answer, ...next: Answer[]) => {
      answer = always
      answers.splice(0, answers.length, ...next)
    },
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
