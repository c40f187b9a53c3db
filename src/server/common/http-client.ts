import type { IncomingHttpHeaders } from 'node:http'
import type { LookupFunction } from 'node:net'

import { buildConnector, EnvHttpProxyAgent, errors } from 'undici'
import type { Dispatcher } from 'undici'

import type { Egress } from './egress.ts'

/** A request as it goes out. `path` has the query, and is encoded. An empty `body` is none. */
export type ClientRequest = {
  origin: string
  method: Dispatcher.HttpMethod
  path: string
  headers: Readonly<Record<string, string>>
  body: string
}

/** The names of headers are lower case, and one that came twice is a list; the body is as it came over the wire. */
export type ClientResponse = {
  status: number
  headers: Readonly<IncomingHttpHeaders>
  body: Buffer<ArrayBuffer>
}

/**
 * Times in ms: until a connection is made, until it is encrypted, until the head of the answer is there, and between two
 * pieces of its body. How long all of it may take is for `signal` to say.
 */
export type ClientTimes = { connect: number; tls: number; firstByte: number }

type ClientOptions = {
  egress: Egress
  times: ClientTimes
  /** Sizes in bytes: of all headers of the answer, and of its body as it comes over the wire. */
  sizes: { headers: number; body: number }
  /** The encodings in which a body is taken. */
  encodings: readonly string[]
  /** Finds the addresses of the origin, where no proxy does that. The system's resolver, if none is given. */
  lookup?: LookupFunction
  signal: AbortSignal
}

/** No handshake within its time. */
export class HandshakeTimeout extends Error {
  override name = 'HandshakeTimeout'
}

/** The body is encoded in a way that was not asked for. It was not read. */
export class EncodingError extends Error {
  override name = 'EncodingError'
}

/** The answer began, with this status, and its body did not come to its end. `cause` says why. */
export class BodyError extends Error {
  override name = 'BodyError'
  readonly status: number
  constructor(status: number, cause: unknown) {
    super('the body did not come to its end', { cause })
    this.status = status
  }
}

/** Certificates are verified whatever the environment says: this goes before NODE_TLS_REJECT_UNAUTHORIZED and `--tls-min-v1.0`. */
const TLS = { rejectUnauthorized: true, minVersion: 'TLSv1.2', allowH2: false } as const

/** This machine is not reached by way of another one, which has a localhost of its own. */
const NEVER_PROXIED = 'localhost,127.0.0.1,::1'

/**
 * One request, one answer whatever its status, and one connection, which is closed when this returns or throws: nothing
 * of a faulty answer gets into the next. Redirects are answers, and nothing is unpacked.
 *
 * @throws {HandshakeTimeout | EncodingError | BodyError}, what `lookup` refuses, or an error of undici, Node or the system, with its `code`; the signal's reason.
 */
export async function exchange(
  { body, ...request }: ClientRequest,
  { egress, times, sizes, encodings, lookup, signal }: ClientOptions,
): Promise<ClientResponse> {
  const agent = new EnvHttpProxyAgent({
    ...egress,
    noProxy: `${egress.noProxy},${NEVER_PROXIED}`,
    proxyTunnel: true, // a proxy learns a host and a port, and nothing of the request
    connect: connectorOf(times, lookup),
    connectTimeout: times.connect,
    proxyTls: TLS,
    requestTls: { ...TLS, timeout: times.tls },
    allowH2: false,
    pipelining: 0, // `Connection: close`
    headersTimeout: times.firstByte,
    bodyTimeout: times.firstByte,
    maxHeaderSize: sizes.headers,
    maxResponseSize: sizes.body,
  })
  try {
    const answer = await agent.request({ ...request, body: body === '' ? null : body, signal })
    answer.body.on('error', () => undefined) // its reader gets the error, and there may be none
    const encoding = String(answer.headers['content-encoding'] ?? 'identity')
    if (!encodings.includes(encoding.trim().toLowerCase())) throw new EncodingError(encoding)
    const bytes = await answer.body.bytes().catch((cause: unknown) => {
      throw new BodyError(answer.statusCode, cause)
    })
    return { status: answer.statusCode, headers: answer.headers, body: Buffer.from(bytes) }
  } finally {
    await agent.destroy()
  }
}

/** Connects directly, first the socket and then TLS over it, each within a time of its own. */
function connectorOf({ connect, tls }: ClientTimes, lookup?: LookupFunction): buildConnector.connector {
  const toSocket = buildConnector({ timeout: connect, ...(lookup && { lookup }) })
  const toTls = buildConnector({ ...TLS, timeout: tls })
  return (options, callback) =>
    toSocket({ ...options, protocol: 'http:' }, (...connected) => {
      const [error, httpSocket] = connected
      if (error || options.protocol !== 'https:') return callback(...connected)
      toTls({ ...options, httpSocket }, (...secured) => {
        const isLate = secured[0] instanceof errors.ConnectTimeoutError
        callback(...(isLate ? ([new HandshakeTimeout(), null] as const) : secured))
      })
    })
}
