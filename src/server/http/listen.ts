import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer as createTlsServer, Server as TlsServer } from 'node:https'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { setTimeout } from 'node:timers/promises'

import { getRequestListener } from '@hono/node-server'

import { OperatorError } from '#server/common/operator-error.ts'

import { NO_HOPS, plainAddress } from './auth/proxy/hops.ts'
import type { Hops } from './auth/proxy/hops.ts'
import type { Certificate } from './certificate.ts'
import { limitConnectionsPerClient } from './limits/client-connections.ts'
import { Connections } from './limits/connections.ts'
import {
  hasBody,
  isParserError,
  MAX_HEADERS,
  PARSER_STATUS,
  rejectionBody,
  malformedStatus,
  rejectionText,
} from './limits/malformed-request.ts'
import type { Rejections } from './limits/malformed-request.ts'

/** Limits of the HTTP server: what one client may hold, and for how long (milliseconds). */
export const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 3_600_000, // of an upload, which may not stall (receive-files.ts): no other request has a body
  keepAliveTimeout: 5_000,
  handshakeTimeout: 10_000, // of TLS
  unreadTimeout: 30_000, // while a client reads nothing of its response
  connectionsCheckingInterval: 2_000, // how late the timeouts may strike
  maxHeaderSize: 16_384, // bytes
  /** Several times what one crowd opens, so that a thousand who only hold theirs open leave room; bounded by files. */
  maxConnections: 4_096,
  /** Of those, as many as one client may have; an office behind one address is one. */
  maxClientConnections: 1_024,
  /** Pipelined requests that wait. No browser sends any. */
  maxWaiting: 16,
}
export type Limits = typeof LIMITS

const STOP_TIMEOUT = 7_000

/**
 * A server that listens. `stop` accepts no more connections and resolves when the requests in flight are answered. `renew`
 * sets another certificate for new connections; open ones keep theirs.
 */
export type Listening = {
  port: number
  renew: (certificate: Certificate) => void
  stop: () => Promise<void>
}

/** An address that the server cannot listen on. */
class ListenError extends OperatorError {
  override name = 'ListenError'
}

/** Where to listen. Connections from `proxies`, which stand in front, are many clients'. */
export type Place = {
  host: string
  port: number
  certificate?: Certificate | undefined
  proxies?: Hops | undefined
}

/** What Node calls with each request. */
export type Handler = (incoming: IncomingMessage, outgoing: ServerResponse) => void

/**
 * Listens, by TLS when there is a certificate, and then asks `createHandler` for the handler of requests, since an app knows
 * its own address. A request that is not plain HTTP is rejected here and never reaches it.
 *
 * @throws {ListenError} when the address is in use, or not ours to use.
 */
export async function listen(
  { host, port, certificate, proxies = NO_HOPS }: Place,
  rejections: Rejections,
  createHandler: (port: number, server: Server) => Handler,
  { maxConnections, maxClientConnections, ...limits }: Limits = LIMITS,
): Promise<Listening> {
  const options = { ...limits, requireHostHeader: false } // rejected below, with our headers
  const server: Server = certificate
    ? createTlsServer({ ...options, ...withTls(certificate) })
    : createServer(options)
  server.maxHeadersCount = MAX_HEADERS + 1 // Node drops those beyond; one more tells us that there were too many
  server.maxConnections = maxConnections

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, host, port)))
    server.listen(port, host, resolve)
  })
  const address = server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port
  const handle = createHandler(bound, server)

  const tell = (status: number, reason: string, remoteAddress: string | undefined): void =>
    rejections.report({ status, reason, address: plainAddress(remoteAddress ?? '') })
  limitConnectionsPerClient(server, { most: maxClientConnections, proxies }, (socket) => {
    tell(429, 'connections', socket.remoteAddress)
    socket.destroy()
  })
  const connections = new Connections(server, limits, (socket) => rejectOn(socket, 429, 'pipelining'))
  /** Nothing more is read from these: where the next request begins is not certain. */
  const ending = new WeakSet<Duplex>()
  const rejectOn = (socket: Duplex, status: number, reason: string): void => {
    ending.add(socket)
    if (socket.writableEnded) return void socket.destroy() // it has had its last response, and its client goes on
    // Browsers open connections that they may need, and leave some to time out.
    if (socket instanceof Socket && socket.bytesRead > 0) tell(status, reason, socket.remoteAddress)
    // In the middle of a response another one would be read as a part of it.
    if (socket.writable && connections.isIdle(socket)) socket.end(rejectionText(status, rejections.headers))
    else socket.destroy()
  }
  server.on('request', (incoming, outgoing) => {
    if (ending.has(incoming.socket)) return
    const status = malformedStatus(incoming)
    if (status !== null) return rejectOn(incoming.socket, status, 'not plain')
    if (hasBody(incoming)) {
      ending.add(incoming.socket)
      connections.expectBody(incoming.socket)
      outgoing.shouldKeepAlive = false
    }
    connections.respond(incoming.socket, outgoing, () => handle(incoming, outgoing))
  })
  server.on('checkExpectation', (incoming: IncomingMessage) => rejectOn(incoming.socket, 417, 'expectation'))
  server.on('clientError', ({ code = '' }: NodeJS.ErrnoException, socket) => {
    if (isParserError(code)) rejectOn(socket, PARSER_STATUS[code] ?? 400, code)
    else socket.destroy() // its other end is gone, or does not speak TLS
  })
  return {
    port: bound,
    renew: (certificate) => {
      if (server instanceof TlsServer) server.setSecureContext(withTls(certificate))
    },
    stop: () => stop(server, connections),
  }
}

const withTls = (certificate: Certificate) => ({ ...certificate, minVersion: 'TLSv1.2' }) as const

/** A Hono app as the handler of an HTTP server. */
export function appHandler(
  fetch: (request: Request, bindings: object) => Response | Promise<Response>,
  { headers, report }: Rejections,
): Handler {
  const answer = getRequestListener(fetch, {
    overrideGlobalObjects: false,
    // The app answers for its own failures: what arrives here is a host name that makes no URL.
    errorHandler: () => {
      report({ status: 400, reason: 'host', address: null })
      return new Response(rejectionBody(400), { status: 400, headers })
    },
  })
  return (incoming, outgoing) => void answer(incoming, outgoing)
}

async function stop(server: Server, connections: Connections): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  // Node waits for connections on which nothing was asked yet, which browsers open in advance.
  const sweep = setInterval(() => connections.endIdle(), 50)
  const patience = new AbortController()
  await Promise.race([closed, setTimeout(STOP_TIMEOUT, null, { signal: patience.signal }).catch(() => null)])
  patience.abort()
  clearInterval(sweep)
  server.closeAllConnections()
  await closed
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code ?? '') {
    case 'EADDRINUSE':
      return new ListenError(
        `port ${port} of ${host} is in use: stop the program that uses it, or choose another port with --port`,
      )
    case 'EACCES':
      return new ListenError(`port ${port} requires administrator rights: choose one above 1023 with --port`)
    case 'EADDRNOTAVAIL':
      return new ListenError(`${host} is not an address of this machine: choose another with --host`)
    default:
      return error
  }
}
