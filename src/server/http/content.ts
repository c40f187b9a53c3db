import { promisify } from 'node:util'
import {
  brotliCompress,
  brotliCompressSync,
  constants,
  gzip,
  gzipSync,
  zstdCompress,
  zstdCompressSync,
} from 'node:zlib'

import type { ContentEncoding } from './headers/content-encoding.ts'

export type Bytes = Uint8Array<ArrayBuffer>

const CHUNK = 65_536 // bytes

/**
 * Bytes as a body that is written piece by piece, as the client takes them: what is not sent yet costs nothing, and a client
 * that takes nothing is known by it. What is one piece goes as it is: a stream of it would take as long as all the rest of a
 * response. The bytes are not copied, so any number of responses may have the same.
 */
export function inChunks(bytes: Bytes): Bytes | ReadableStream<Bytes> {
  if (bytes.length <= CHUNK) return bytes
  let sent = 0
  return new ReadableStream(
    {
      pull: (controller) => {
        if (sent < bytes.length) controller.enqueue(bytes.subarray(sent, (sent += CHUNK)))
        if (sent >= bytes.length) controller.close()
      },
    },
    { highWaterMark: 0 }, // a piece is made when it is asked for
  )
}

/**
 * How hard to compress: `once` is for files that are compressed once and sent often, `each` for what is compressed for one
 * response.
 */
type Effort = 'once' | 'each'

/** Chunks of the result. The default of 16 KiB would wake this thread 60 times a megabyte. */
const LARGEST_CHUNK = 262_144
/** What a thread of the pool would not take over sooner than it is compressed here: in 0.1 to 0.3 ms. */
const SMALL = 16_384 // bytes

const pack = { br: promisify(brotliCompress), zstd: promisify(zstdCompress), gzip: promisify(gzip) }
const packNow = { br: brotliCompressSync, zstd: zstdCompressSync, gzip: gzipSync }
const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT, ZSTD_c_compressionLevel } = constants

/** Compresses bytes, in a thread of Node's pool where they are many. */
export async function compress(bytes: Bytes, encoding: ContentEncoding, effort: Effort): Promise<Bytes> {
  const isOnce = effort === 'once'
  const chunkSize = Math.min(Math.max(bytes.length, 1_024), LARGEST_CHUNK)
  const { br, zstd, gzip } = bytes.length <= SMALL ? packNow : pack
  switch (encoding) {
    case 'br': {
      const params = { [BROTLI_PARAM_QUALITY]: isOnce ? 11 : 5, [BROTLI_PARAM_SIZE_HINT]: bytes.length }
      return new Uint8Array(await br(bytes, { chunkSize, params }))
    }
    case 'zstd': {
      const params = { [ZSTD_c_compressionLevel]: isOnce ? 19 : 3 }
      return new Uint8Array(await zstd(bytes, { chunkSize, params, pledgedSrcSize: bytes.length }))
    }
    case 'gzip':
      return new Uint8Array(await gzip(bytes, { chunkSize, level: isOnce ? 9 : 6 }))
  }
}
