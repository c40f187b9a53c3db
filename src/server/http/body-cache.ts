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

/**
 * Bodies that were made once, for all who ask for the same. A key says everything that a body is made of, so that a body is
 * never out of date; who may have it is asked before, and not of the cache. Those that were asked for longest ago
 * make room for others.
 */
export class BodyCache {
  readonly #kept = new Map<string, { body: Promise<Body>; size: number }>()
  #size = 0

  has(key: string): boolean {
    return this.#kept.has(key)
  }

  /** The body of a key, or the one that is being made: who comes meanwhile waits for it. */
  find(key: string): Promise<Body> | undefined {
    const kept = this.#kept.get(key)
    if (kept === undefined) return undefined
    this.#kept.delete(key)
    this.#kept.set(key, kept) // now the last to go
    return kept.body
  }

  /** Keeps a body from now on. One that could not be made is forgotten. */
  keep(key: string, body: Promise<Body>): void {
    this.#forget(key)
    const kept = { body, size: 0 }
    this.#kept.set(key, kept)
    void this.#weigh(key, kept)
  }

  async #weigh(key: string, kept: { body: Promise<Body>; size: number }): Promise<void> {
    const length = await kept.body.then(
      ({ bytes }) => bytes.length,
      () => Infinity,
    )
    if (this.#kept.get(key) !== kept) return
    if (length > CACHE_LIMITS.body) return this.#forget(key)
    kept.size = length + CACHE_LIMITS.overhead
    this.#size += kept.size
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= CACHE_LIMITS.bytes) return
      this.#forget(oldest)
    }
  }

  #forget(key: string): void {
    this.#size -= this.#kept.get(key)?.size ?? 0
    this.#kept.delete(key)
  }
}
