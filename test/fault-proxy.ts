import { createServer, request } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'

import { closeServer, listenOnLoopback } from './loopback.ts'
import type { Server } from './server.ts'

/**
 * What happens to a request on its way: it waits until `until` is settled; it is answered in the server's place;
 * or the server's answer is cut in half, and the connection with it.
 */
export type Fault =
  | { kind: 'wait'; until: Promise<void> }
  | { kind: 'answer'; status: number; body: string; type?: string; requestId?: string; retryAfter?: number }
  | { kind: 'cut' }
  | { kind: 'drop' }

/** The server behind a network that fails on command. The page's address is `url`. */
export type FaultProxy = {
  url: string
  /** From now on, requests whose path begins so meet this fault; without one they pass again. */
  set: (path: string, fault: Fault | null) => void
  /** How many requests there were to paths that begin so. */
  count: (path: string) => number
  close: () => Promise<void>
}

/**
 * Listens on a free port of 127.0.0.1 and hands everything to the server, under the server's own name, since it answers
 * no other. A fault set for a longer path wins.
 */
export async function startFaultProxy(server: Pick<Server, 'url'>): Promise<FaultProxy> {
  const faults = new Map<string, Fault>()
  const asked: string[] = []
  const faultOf = (path: string): Fault | undefined => {
    const [longest] = [...faults.keys()]
      .filter((prefix) => path.startsWith(prefix))
      .sort((a, b) => b.length - a.length)
    return longest === undefined ? undefined : faults.get(longest)
  }

  const proxy = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '/'
    asked.push(path)
    const fault = faultOf(path)
    switch (fault?.kind) {
      case undefined:
        return pass(server.url, incoming, outgoing)
      case 'wait':
        return void fault.until.then(() => pass(server.url, incoming, outgoing))
      case 'cut':
        return pass(server.url, incoming, outgoing, true)
      case 'drop':
        return void outgoing.destroy()
      case 'answer':
        outgoing.writeHead(fault.status, {
          'Content-Type': fault.type ?? 'application/json',
          ...(fault.requestId !== undefined && { 'X-Request-Id': fault.requestId }),
          ...(fault.retryAfter !== undefined && { 'Retry-After': fault.retryAfter }),
        })
        return void outgoing.end(fault.body)
    }
  })
  const port = await listenOnLoopback(proxy)
  return {
    url: `http://127.0.0.1:${port}`,
    set: (path, fault) => void (fault === null ? faults.delete(path) : faults.set(path, fault)),
    count: (path) => asked.filter((other) => other.startsWith(path)).length,
    close: () => closeServer(proxy),
  }
}

function pass(to: string, incoming: IncomingMessage, outgoing: ServerResponse, cut = false): void {
  const { host } = new URL(to)
  // A document that is for no tab comes without data: what the page asks then meets its fault.
  const { connection: _, 'sec-fetch-dest': __, ...headers } = incoming.headers
  const onward = request(`${to}${incoming.url ?? '/'}`, {
    method: incoming.method,
    headers: { ...headers, host },
  })
  onward.on('error', () => outgoing.destroy()) // the server is down: so is this address
  onward.on('response', (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    if (!cut) return void answer.pipe(outgoing)
    answer.once('data', (chunk: Buffer) => {
      outgoing.write(chunk.subarray(0, chunk.length / 2), () => outgoing.destroy())
    })
    answer.on('error', () => outgoing.destroy())
  })
  onward.end()
}

/** HSS's error body, as the server words a fault of its own. */
export const faultBody = (requestId: string): string =>
  JSON.stringify({
    error_code: 'HSS.0000',
    error_msg: 'Something went wrong in the server.',
    error_description: 'Something went wrong in the server.',
    request_id: requestId,
  })
