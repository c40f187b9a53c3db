/** A stream of choices that is the same for the same seed, on every machine and in every version of Node. */
export type Random = {
  /** 0 up to, but not including, 1. */
  next: () => number
  /** A whole number, both ends included. */
  between: (from: number, to: number) => number
  chance: (probability: number) => boolean
  /** `length` hexadecimal digits. */
  hex: (length: number) => string
}

/**
 * Mulberry32, seeded with FNV-1a of a word. Each server gets a stream of its own by its name, so that a change of one
 * part of the fleet leaves all other servers as they were.
 */
export function randomOf(seed: string): Random {
  let state = 0x811c9dc5
  for (let i = 0; i < seed.length; i++) state = Math.imul(state ^ seed.charCodeAt(i), 0x01000193)

  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    hex: (length) => Array.from({ length }, () => between(0, 15).toString(16)).join(''),
  }
}
