import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { IncomingMessage } from 'node:http'

import { errorBody } from '#contract/errors.ts'

/**
 * A request that is refused before the app sees it. `reason` is Node's name for what is wrong, or a word of ours: no byte of
 * the request. `address` is that of the connection; null where it is not known.
 */
export type Refused = { status: number; reason: string; address: string | null }

/** How such requests are refused: with these headers, and `tell` hears of each. */
export type Refusing = { headers: Readonly<Record<string, string>>; tell: (refused: Refused) => void }

/** What Node's parser says of a request that it cannot read, as a status. Anything else is a plain 400. */
export const PARSER_REFUSALS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/** Whether it was the parser who ended a connection, by what is wrong: others are ended by whoever is at their other end. */
export const isParsers = (code: string): boolean => code.startsWith('HPE_') || code in PARSER_REFUSALS

/** More headers than any browser or client of HSS sends. */
export const MAX_HEADERS = 100

/**
 * The status with which to refuse a request that is legal HTTP, but not plain; null for a plain one. Its target has
 * to be the path that it stands for: no other host's, no fragment, nothing that a URL parser would rewrite, such as
 * `/assets/../livez`. So whatever looks at a path from here on sees the one that the client wrote.
 */
export function refusalOf({ url = '', headers, rawHeaders }: IncomingMessage): number | null {
  if (rawHeaders.length / 2 > MAX_HEADERS) return 431
  if (headers.host === undefined || !url.startsWith('/') || url.includes('#')) return 400
  const base = 'http://host'
  const path = url.split('?', 1)[0]
  return URL.canParse(base + url) && new URL(base + url).pathname === path ? null : 400
}

/** Whether a body follows, by what the request says: two readers may disagree about where it ends. */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/** The body of a refusal, worded like every other error. */
export const refusalBody = (status: number): string =>
  JSON.stringify(errorBody('malformed', `${reason(status)}: this request cannot be read.`, randomUUID()))

/** A whole answer for a socket: the connection ends with it, as nobody knows where the next request would begin. */
export function refusalText(status: number, headers: Readonly<Record<string, string>>): string {
  const body = refusalBody(status)
  const lines = Object.entries({
    ...headers,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    Date: new Date().toUTCString(),
    Connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${reason(status)}\r\n${lines.join('')}\r\n${body}`
}

const reason = (status: number): string => STATUS_CODES[status] ?? 'Bad Request'
