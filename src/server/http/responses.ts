import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

import { errorBody } from '#contract/errors.ts'
import type { ErrorCode } from '#contract/errors.ts'

import type { Body } from './body-cache.ts'
import { compress, inChunks } from './content.ts'
import type { Bytes } from './content.ts'
import type { AppEnv } from './env.ts'
import { negotiateEncoding } from './headers/content-encoding.ts'

type Headers = Readonly<Record<string, string>>

/** Refuses a request. `message` is written here: nothing that a failure says goes to a client. */
export function refuse(
  c: Context<AppEnv>,
  status: ContentfulStatusCode,
  code: ErrorCode,
  message: string,
  headers: Headers = {},
): Response {
  c.set('kind', 'api')
  const body = Buffer.from(JSON.stringify(errorBody(code, message, c.var.requestId)))
  return send(c, body, { ...headers, 'Content-Type': JSON_TYPE }, status)
}

/** Answers with JSON. */
export const json = (c: Context<AppEnv>, value: unknown, headers: Headers = {}): Promise<Response> =>
  compressed(c, Buffer.from(JSON.stringify(value)), { ...headers, 'Content-Type': JSON_TYPE })

/** The parameters of a request as they were sent, repeated ones included. */
export const parametersOf = (c: Context<AppEnv>): URLSearchParams => new URL(c.req.url).searchParams

export const refuseProject = (c: Context<AppEnv>): Response =>
  refuse(c, 404, 'notFound', 'Project not found.')

/** For viewers, who may not do this. */
export const refuseRole = (c: Context<AppEnv>): Response =>
  refuse(c, 403, 'forbidden', 'Requires the Operator role in the project.')

export const JSON_TYPE = 'application/json; charset=utf-8'

/** A shorter body is not worth it. */
const COMPRESSED_FROM = 1_024 // bytes

/**
 * Brotli makes the smallest of a body, but takes time for a large one: of 262,144 rows (14.5 MB) zstd makes 0.98 MB in 21 ms,
 * Brotli 0.81 MB in 228 ms and gzip 1.00 MB in 255 ms.
 */
const LARGE = 1_048_576 // bytes

const SMALL_FIRST = ['br', 'zstd', 'gzip'] as const
const LARGE_FIRST = ['zstd', 'br', 'gzip'] as const

/** Answers with bytes, compressed as its client takes them. While that is sent, the compressed bytes alone are held. */
export const compressed = async (
  c: Context<AppEnv>,
  bytes: Bytes,
  headers: Headers,
  status: ContentfulStatusCode = 200,
): Promise<Response> => sendBody(c, await bodyOf(c, bytes), headers, status)

/** Bytes as the body that this client gets of them. */
export async function bodyOf(c: Context<AppEnv>, bytes: Bytes): Promise<Body> {
  const encoding = encodingOf(c, bytes.length)
  return { bytes: encoding === 'identity' ? bytes : await compress(bytes, encoding, 'each'), encoding }
}

/** What of a client a body depends on: for clients of the same word, {@link bodyOf} makes the same. */
export const encodingsOf = (c: Context<AppEnv>): string =>
  [COMPRESSED_FROM, LARGE].map((length) => encodingOf(c, length)).join()

function encodingOf(c: Context<AppEnv>, length: number): Body['encoding'] {
  if (length < COMPRESSED_FROM) return 'identity'
  return negotiateEncoding(c.req.header('Accept-Encoding'), length < LARGE ? SMALL_FIRST : LARGE_FIRST)
}

/** Answers with a body. Its tag is weak where it is compressed: a strong one is of one sequence of bytes. */
export function sendBody(
  c: Context<AppEnv>,
  { bytes, encoding }: Body,
  headers: Headers,
  status: ContentfulStatusCode = 200,
): Response {
  if (encoding === 'identity') {
    if (bytes.length >= COMPRESSED_FROM) c.header('Vary', 'Accept-Encoding', { append: true })
    return send(c, bytes, headers, status)
  }
  c.header('Vary', 'Accept-Encoding', { append: true })
  const { ETag: tag, ...others } = headers
  const coding = { 'Content-Encoding': encoding, ...(tag !== undefined && { ETag: weakTag(tag) }) }
  return send(c, bytes, { ...others, ...coding }, status)
}

/** A tag of whatever means the same (RFC 9110, 8.8.1), from one of the same bytes. */
export const weakTag = (tag: string): string => (tag.startsWith('W/') ? tag : `W/${tag}`)

/** Answers with bytes. The length is stated, so that HEAD tells it, too. */
export function send(
  c: Context<AppEnv>,
  bytes: Bytes,
  headers: Headers,
  status: ContentfulStatusCode = 200,
): Response {
  return c.body(inChunks(bytes), status, { ...headers, 'Content-Length': String(bytes.length) })
}
