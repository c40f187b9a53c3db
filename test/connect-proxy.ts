import { createServer } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'

import { closeServer, listenOnLoopback } from './loopback.ts'

/** What a proxy was asked for: `host:port`, and with which headers. */
type Tunnel = { target: string; headers: IncomingHttpHeaders }

/** An egress proxy. `url` has no credentials in it. */
export type ConnectProxy = {
  url: string
  asked: readonly Tunnel[]
  /** Ends when each client with a tunnel has closed it. */
  close: () => Promise<void>
}

/**
 * Listens on a free port of 127.0.0.1 and answers CONNECT alone. Whatever name it is asked for leads to this machine.
 *
 * @param refusal The status with which it refuses every tunnel, or `hang` and `close` where it does not answer at all.
 */
export async function startConnectProxy(refusal?: number | 'hang' | 'close'): Promise<ConnectProxy> {
  const asked: Tunnel[] = []
  const proxy = createServer((_, response) => void response.writeHead(405).end())
  proxy.on('connect', ({ url: target = '', headers }, socket) => {
    asked.push({ target, headers })
    socket.on('error', () => undefined)
    if (refusal === 'hang') return void socket.on('end', () => socket.end()).resume()
    if (refusal === 'close') return void socket.destroy()
    if (refusal !== undefined)
      return void socket.end(`HTTP/1.1 ${refusal} Refused\r\nContent-Length: 0\r\n\r\n`)
    const onward = connect(Number(target.split(':').at(-1)), '127.0.0.1')
    onward.on('error', () => socket.destroy())
    onward.on('connect', () => {
      socket.write('HTTP/1.1 200 Connected\r\n\r\n')
      socket.pipe(onward).pipe(socket)
    })
    socket.on('close', () => onward.destroy())
  })
  const port = await listenOnLoopback(proxy)
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () => closeServer(proxy),
  }
}
