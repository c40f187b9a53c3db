import { request as requestPlain } from 'node:http'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { request as requestTls } from 'node:https'
import { promisify } from 'node:util'
import { gunzip as gunzipWithCallback } from 'node:zlib'

import { AddressError, checkedLookup, destinationOf, isWrittenOwn, systemResolve } from './address.ts'
import type { Destination, Resolve } from './address.ts'
import { HssError } from './errors.ts'
import type { AnswerHead } from './errors.ts'
import { queryString } from './sign.ts'

/** A request as it goes out. `origin` is a configured one; path and query are already encoded. */
export type HttpRequest = {
  origin: string
  method: 'GET' | 'POST'
  path: string
  query: string
  headers: Readonly<Record<string, string>>
  body: string
}

/**
 * A request with the headers that all have: these, `Connection`, and the proof of who asks are everything that is ever
 * sent. Nothing of a request to our own server is among it.
 */
export function draft(
  method: HttpRequest['method'],
  origin: string,
  path: string,
  { query = [], body = '' }: { query?: readonly (readonly [string, string])[]; body?: string } = {},
): HttpRequest {
  const headers = {
    Host: new URL(origin).host,
    Accept: 'application/json',
    'Accept-Encoding': 'gzip, identity',
    'Content-Type': 'application/json',
    'User-Agent': 'openports',
    ...(body !== '' && { 'Content-Length': String(Buffer.byteLength(body)) }),
  }
  return { origin, method, path, query: queryString(query), headers, body }
}

/** The headers that anything here reads; the others stay where they came in. */
const HEADERS_READ = ['date', 'retry-after', 'x-request-id', 'x-subject-token'] as const

export type HttpAnswer = AnswerHead & { text: string }

/**
 * One request, one answer, whatever its status.
 *
 * @throws {HssError} `network`, `timeout`, `untrusted` or `garbled` where no whole answer came; the signal's reason when aborted.
 */
export type Transport = (request: HttpRequest, signal: AbortSignal) => Promise<HttpAnswer>

/** Times in ms. `whole` runs from the call to the last byte, so that a trickle of bytes ends as well. */
export const LIMITS = { connect: 3000, tls: 5000, firstByte: 10_000, whole: 15_000 }

/** A full answer of 200 rows has 11 kB. This is for the decoded body, and for the one that came over the wire. */
const BODY_MAX = 256 * 1024

/** A token may have 32,768 characters and comes in a header; Node's own limit for all headers is 16 KiB. */
const HEADERS_MAX = 64 * 1024

const gunzip = promisify(gunzipWithCallback)

/**
 * HTTP to configured origins, and to nothing else. Not `fetch`: it follows redirects, unpacks Brotli that was not requested
 * for, and cannot take a long token. A connection serves one request: at five calls a minute nothing would be saved by
 * keeping one, and nothing of a faulty answer can leak into the next.
 *
 * @param ownPort The port that this server listens on, null as long as it does not.
 */
export function createTransport({
  ownPort,
  resolve = systemResolve,
  limits = LIMITS,
}: {
  ownPort: () => number | null
  resolve?: Resolve
  limits?: typeof LIMITS
}): Transport {
  return async (request, signal) => {
    signal.throwIfAborted()
    const isTls = request.origin.startsWith('https:')
    const destination = destinationOf(request.origin, ownPort())
    // Node looks no address up, so one that is written in the origin is checked here.
    if (isWrittenOwn(destination)) throw new HssError('untrusted', 'OWN_ADDRESS')
    const outgoing = open(request, destination, { isTls, resolve })
    return exchange(outgoing, {
      isTls,
      limits,
      body: request.body,
      signal,
    })
  }
}

function open(
  { method, path, query, headers }: HttpRequest,
  destination: Destination,
  { isTls, resolve }: { isTls: boolean; resolve: Resolve },
): ClientRequest {
  const options = {
    host: destination.host,
    port: destination.port,
    method,
    path: query === '' ? path : `${path}?${query}`,
    headers: { ...headers, Connection: 'close' },
    agent: false, // a connection of its own
    lookup: checkedLookup(destination, resolve),
    maxHeaderSize: HEADERS_MAX,
    insecureHTTPParser: false,
    rejectUnauthorized: true, // goes before NODE_TLS_REJECT_UNAUTHORIZED
    minVersion: 'TLSv1.2',
  } as const
  try {
    return isTls ? requestTls(options) : requestPlain(options)
  } catch (error) {
    throw new HssError('invalid', codeOf(error)) // a character that no header may have
  }
}

type Exchange = { isTls: boolean; limits: typeof LIMITS; body: string; signal: AbortSignal }

/** Sends, waits, reads. Whatever ends it first settles it, and the connection is gone afterwards. */
function exchange(outgoing: ClientRequest, { isTls, limits, body, signal }: Exchange): Promise<HttpAnswer> {
  return new Promise<HttpAnswer>((resolve, reject) => {
    let isSecure = !isTls
    let step: NodeJS.Timeout | undefined
    const wait = (ms: number, code: string, kind: 'network' | 'timeout' = 'timeout'): void => {
      clearTimeout(step)
      step = setTimeout(() => fail(new HssError(kind, code)), ms)
    }
    const whole = setTimeout(() => fail(new HssError('timeout', 'ANSWER_TIMEOUT')), limits.whole)
    const abort = (): void => fail(signal.reason)
    const end = (): void => {
      clearTimeout(step)
      clearTimeout(whole)
      signal.removeEventListener('abort', abort)
      outgoing.destroy()
    }
    const fail = (error: unknown): void => {
      end()
      reject(error instanceof Error ? error : new Error('aborted'))
    }
    const closed = (): void => fail(new HssError('network', 'CLOSED')) // after a switch of protocols, for instance

    signal.addEventListener('abort', abort)
    wait(limits.connect, 'CONNECT_TIMEOUT', 'network') // like a refused connection
    outgoing.on('socket', (socket) => {
      socket.once('connect', () =>
        wait(isTls ? limits.tls : limits.firstByte, isTls ? 'TLS_TIMEOUT' : 'FIRST_BYTE_TIMEOUT'),
      )
      socket.once('secureConnect', () => {
        isSecure = true
        wait(limits.firstByte, 'FIRST_BYTE_TIMEOUT')
      })
    })
    outgoing.on('error', (error) => fail(ofConnection(error, isSecure)))
    outgoing.on('close', closed)
    outgoing.on('response', (response) => {
      clearTimeout(step)
      outgoing.off('close', closed) // from here on the body tells how it ended
      readText(response)
        .then((text) => resolve({ status: response.statusCode ?? 0, headers: headersOf(response), text }))
        .then(end, (error: unknown) =>
          fail(error instanceof HssError ? error : ofConnection(error, isSecure)),
        )
    })
    outgoing.end(body)
  })
}

/** The whole body as text. Encodings other than the one that was offered are refused unread. */
async function readText(response: IncomingMessage): Promise<string> {
  const encoding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  if (encoding !== 'gzip' && encoding !== 'identity') throw new HssError('garbled', 'CONTENT_ENCODING')
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    // no encoding is set on it
    size += chunk.length
    if (size > BODY_MAX) throw new HssError('garbled', 'BODY_TOO_LARGE')
    chunks.push(chunk)
  }
  const bytes = Buffer.concat(chunks)
  try {
    const decoded = encoding === 'gzip' ? await gunzip(bytes, { maxOutputLength: BODY_MAX }) : bytes
    return new TextDecoder('utf-8', { fatal: true }).decode(decoded)
  } catch (error) {
    throw new HssError(
      'garbled',
      codeOf(error) === 'ERR_BUFFER_TOO_LARGE' ? 'BODY_TOO_LARGE' : 'BODY_NOT_TEXT',
    )
  }
}

function headersOf({ headers }: IncomingMessage): HttpAnswer['headers'] {
  return Object.fromEntries(
    HEADERS_READ.flatMap((name) => {
      const value = headers[name]
      return typeof value === 'string' ? [[name, value]] : []
    }),
  )
}

/** What Node says of a connection, by its code alone: its messages name addresses. */
function ofConnection(error: unknown, isSecure: boolean): HssError {
  const code = codeOf(error)
  if (error instanceof AddressError) return new HssError('untrusted', code)
  if (code.startsWith('HPE_')) return new HssError('garbled', code)
  // Before the handshake is done, whatever is not one of the system's errors is about the certificate or the protocol.
  const ofSystem = /^E[A-Z]+$/.test(code) && code !== 'EPROTO'
  return new HssError(isSecure || ofSystem ? 'network' : 'untrusted', code)
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN'
