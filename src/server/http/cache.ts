/**
 * Values that were made once, for all who ask for the same. A key says everything that a value is made of, so that a value is
 * never out of date; who may have it is asked before, and not of the cache. Those that were asked for longest ago
 * make room for others.
 */
export class Cache<Value> {
  readonly #kept = new Map<string, { value: Promise<Value>; size: number }>()
  readonly #limits: { all: number; one: number }
  readonly #sizeOf: (value: Value) => number
  #size = 0

  /** @param limits of the sizes of all values together, and of the largest that is kept. */
  constructor(limits: { all: number; one: number }, sizeOf: (value: Value) => number) {
    this.#limits = limits
    this.#sizeOf = sizeOf
  }

  has(key: string): boolean {
    return this.#kept.has(key)
  }

  /** The value of a key, or the one that is being made: who comes meanwhile waits for it. */
  find(key: string): Promise<Value> | undefined {
    const kept = this.#kept.get(key)
    if (kept === undefined) return undefined
    this.#kept.delete(key)
    this.#kept.set(key, kept) // now the last to go
    return kept.value
  }

  /** Keeps a value from now on. One that could not be made is forgotten. */
  keep(key: string, value: Promise<Value>): void {
    this.#forget(key)
    const kept = { value, size: 0 }
    this.#kept.set(key, kept)
    void this.#weigh(key, kept)
  }

  async #weigh(key: string, kept: { value: Promise<Value>; size: number }): Promise<void> {
    const size = await kept.value.then(this.#sizeOf, () => Infinity)
    if (this.#kept.get(key) !== kept) return
    if (size > this.#limits.one) return this.#forget(key)
    kept.size = size
    this.#size += size
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= this.#limits.all) return
      this.#forget(oldest)
    }
  }

  #forget(key: string): void {
    this.#size -= this.#kept.get(key)?.size ?? 0
    this.#kept.delete(key)
  }
}
