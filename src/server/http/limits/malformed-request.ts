import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { IncomingMessage } from 'node:http'

import { errorBody } from '#contract/errors.ts'

/**
 * A request that is rejected before the app sees it. `reason` is Node's code of what is wrong, or a word of ours: no byte of
 * the request. `address` is that of the connection; null where it is not known.
 */
export type RejectedRequest = { status: number; reason: string; address: string | null }

/** The headers that a rejection has, and who is told of it. */
export type Rejections = {
  headers: Readonly<Record<string, string>>
  report: (rejected: RejectedRequest) => void
}

/** The statuses of requests that Node's parser cannot read, by its code. Any other is 400. */
export const PARSER_STATUS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/** Whether it was the parser that ended a connection, by the error's code: others are ended by their other end. */
export const isParserError = (code: string): boolean => code.startsWith('HPE_') || code in PARSER_STATUS

/** More headers than any browser or client of HSS sends. */
export const MAX_HEADERS = 100

/**
 * The status with which to reject a request that is legal HTTP, but not plain; null for a plain one. Its target has to be
 * the path that it stands for: no other host's, no fragment, nothing that a URL parser would rewrite, such as
 * `/assets/../livez`. So every check of a path from here on sees the one that the client wrote.
 */
export function malformedStatus({ url = '', headers, rawHeaders }: IncomingMessage): number | null {
  if (rawHeaders.length / 2 > MAX_HEADERS) return 431
  if (headers.host === undefined || !url.startsWith('/') || url.includes('#')) return 400
  const base = 'http://host'
  const path = url.split('?', 1)[0]
  return URL.canParse(base + url) && new URL(base + url).pathname === path ? null : 400
}

/** Whether a body follows, by what the request says: two readers may disagree about where it ends. */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/** The body of a rejection, worded like every other error. */
export const rejectionBody = (status: number): string =>
  JSON.stringify(errorBody('malformed', `${reason(status)}: this request cannot be read.`, randomUUID()))

/** A whole response for a socket: the connection ends with it, as the next request could begin anywhere. */
export function rejectionText(status: number, headers: Rejections['headers']): string {
  const body = rejectionBody(status)
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
