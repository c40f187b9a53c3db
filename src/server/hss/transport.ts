import { promisify } from 'node:util'
import { gunzip as gunzipWithCallback } from 'node:zlib'

import { errors } from 'undici'

import { DIRECT } from '#server/common/egress.ts'
import type { Egress } from '#server/common/egress.ts'
import { BodyError, EncodingError, exchange, HandshakeTimeout } from '#server/common/http-client.ts'
import type { ClientRequest, ClientResponse, ClientTimes } from '#server/common/http-client.ts'
import { systemResolve } from '#server/common/public-address.ts'
import type { Resolve } from '#server/common/public-address.ts'

import { AddressError, checkedLookup, destinationOf, isWrittenOwn } from './address.ts'
import { HssError } from './errors.ts'
import type { AnswerHead, HssErrorKind } from './errors.ts'
import { queryString } from './sign.ts'

/** A request as it goes out. `origin` is a configured one; path and query are already encoded, and apart to be signed. */
export type HttpRequest = ClientRequest & { query: string }

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
export const LIMITS: ClientTimes & { whole: number } = {
  connect: 3000,
  tls: 5000,
  firstByte: 10_000,
  whole: 15_000,
}

/** A full answer of 200 rows has 11 kB. This is for the decoded body, and for the one that came over the wire. */
const BODY_MAX = 256 * 1024

/** A token may have 32,768 characters and comes in a header; undici's own limit for all headers is 16 KiB. */
const HEADERS_MAX = 64 * 1024

const gunzip = promisify(gunzipWithCallback)

/**
 * HTTP to configured origins, and to nothing else.
 *
 * @param ownPort The port that this server listens on, null as long as it does not.
 * @param resolve Finds and so checks the addresses of names. A proxy finds them itself, and they are not checked here.
 */
export function createTransport({
  ownPort,
  egress = DIRECT,
  resolve = systemResolve,
  limits = LIMITS,
}: {
  ownPort: () => number | null
  egress?: Egress
  resolve?: Resolve
  limits?: typeof LIMITS
}): Transport {
  return async ({ query, path, ...request }, signal) => {
    signal.throwIfAborted()
    const destination = destinationOf(request.origin, ownPort())
    // An address that is written in the origin is not looked up, so it is checked here.
    if (isWrittenOwn(destination)) throw new HssError('untrusted', 'OWN_ADDRESS')
    const deadline = AbortSignal.timeout(limits.whole)
    try {
      const answer = await exchange(
        { ...request, path: query === '' ? path : `${path}?${query}` },
        {
          egress,
          times: limits,
          sizes: { headers: HEADERS_MAX, body: BODY_MAX },
          encodings: ['gzip', 'identity'],
          lookup: checkedLookup(destination, resolve),
          signal: AbortSignal.any([signal, deadline]),
        },
      )
      return { status: answer.status, headers: headersOf(answer), text: await textOf(answer) }
    } catch (error) {
      signal.throwIfAborted()
      if (deadline.aborted) throw new HssError('timeout', 'ANSWER_TIMEOUT')
      throw failureOf(error)
    }
  }
}

async function textOf({ headers, body }: ClientResponse): Promise<string> {
  try {
    const isPacked = headers['content-encoding']?.trim().toLowerCase() === 'gzip'
    const decoded = isPacked ? await gunzip(body, { maxOutputLength: BODY_MAX }) : body
    return new TextDecoder('utf-8', { fatal: true }).decode(decoded)
  } catch (error) {
    throw new HssError(
      'garbled',
      codeOf(error) === 'ERR_BUFFER_TOO_LARGE' ? 'BODY_TOO_LARGE' : 'BODY_NOT_TEXT',
    )
  }
}

function headersOf({ headers }: ClientResponse): HttpAnswer['headers'] {
  return Object.fromEntries(
    HEADERS_READ.flatMap((name) => {
      const value = headers[name]
      return typeof value === 'string' ? [[name, value]] : []
    }),
  )
}

/** What undici's codes mean, and what we call them. */
const OF_CLIENT: Readonly<Record<string, readonly [HssErrorKind, string]>> = {
  UND_ERR_CONNECT_TIMEOUT: ['network', 'CONNECT_TIMEOUT'], // no server answers there, like a refused connection
  UND_ERR_HEADERS_TIMEOUT: ['timeout', 'FIRST_BYTE_TIMEOUT'],
  UND_ERR_BODY_TIMEOUT: ['timeout', 'ANSWER_TIMEOUT'],
  UND_ERR_SOCKET: ['network', 'CLOSED'],
  UND_ERR_PRX_CONN: ['network', 'PROXY_CLOSED'],
  UND_ERR_HEADERS_OVERFLOW: ['garbled', 'HEADERS_TOO_LARGE'],
  UND_ERR_RES_EXCEEDED_MAX_SIZE: ['garbled', 'BODY_TOO_LARGE'],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['garbled', 'CONTENT_LENGTH'],
  UND_ERR_INVALID_ARG: ['invalid', 'INVALID_REQUEST'], // a character that no header may have
}

/** What ended an exchange, by its code alone: messages name addresses. */
function failureOf(error: unknown): HssError {
  if (error instanceof HssError) return error
  if (error instanceof AddressError) return new HssError('untrusted', error.code)
  if (error instanceof HandshakeTimeout) return new HssError('timeout', 'TLS_TIMEOUT')
  if (error instanceof EncodingError) return new HssError('garbled', 'CONTENT_ENCODING')
  const isAnswered = error instanceof BodyError
  const cause = isAnswered ? error.cause : error
  const code = codeOf(cause)
  const known = OF_CLIENT[code]
  if (known) return new HssError(...known)
  if (cause instanceof errors.HTTPParserError) return new HssError('garbled', 'NOT_HTTP')
  if (code === 'UND_ERR_ABORTED') return new HssError('network', `PROXY_${proxyStatus(error) ?? 'REFUSED'}`)
  // Before there is an answer, whatever is not one of the system's errors is about the certificate or the protocol.
  const ofSystem = /^E[A-Z]+$/.test(code) && code !== 'EPROTO'
  return new HssError(isAnswered || ofSystem ? 'network' : 'untrusted', code)
}

/** The status with which a proxy refused, which undici tells in its message alone: 407 wants other credentials of it. */
const proxyStatus = (error: unknown): string | undefined =>
  error instanceof Error ? /^Proxy response \((\d{3})\)/.exec(error.message)?.[1] : undefined

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN'
