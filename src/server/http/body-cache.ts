import { Cache } from './cache.ts'
import type { Bytes } from './content.ts'
import type { ContentEncoding } from './headers/content-encoding.ts'

/** The body of a response, as it goes out. */
export type Body = { bytes: Bytes; encoding: ContentEncoding | 'identity' }

export const CACHE_LIMITS = {
  /** What all bodies take together. */
  bytes: 16_777_216,
  /** The largest that is kept: all rows there can be are 1 MB of packed JSON, and 15 MB unpacked, which hardly any client requests. */
  body: 2_097_152,
  /** What a body takes beside its bytes, with its key. */
  overhead: 1_024,
} as const

/** Bodies that were made once, for all who ask for the same. */
export class BodyCache extends Cache<Body> {
  constructor() {
    const { bytes: all, body, overhead } = CACHE_LIMITS
    super({ all, one: body + overhead }, ({ bytes }) => bytes.length + overhead)
  }
}
