import { createHash } from 'node:crypto'

import { networkOf } from '#server/common/network.ts'

/** How many wrong words one network may try at once, and after how many milliseconds it may try another one. */
export const ATTEMPT_LIMITS = { atOnce: 20, every: 3_000 } as const

/** So many networks are known, and so many right words: one more, and the one that was seen first is forgotten. */
const KNOWN_MAX = 10_000

/** A network tried too many wrong words. It may try another one in `wait` milliseconds. */
export class TooManyAttempts extends Error {
  override name = 'TooManyAttempts'
  readonly wait: number
  constructor(wait: number) {
    super(`too many attempts, the next one in ${wait} ms`)
    this.wait = wait
  }
}

/**
 * How fast a network may guess: by its address, of IPv6 by 64 bits. What is known is this process's. Whoever guesses does
 * not shut out those who share the address: a session is not asked for here, a word that was right from there once is
 * looked at in any case, and there is always a next attempt within `every`.
 */
export type Attempts = {
  /**
   * What a word proves, null being nothing. It costs an attempt, which is given back when it was right; of the same word
   * many times at once only the first does, so that a program may begin with many requests.
   *
   * @throws {TooManyAttempts} before the word is looked at.
   */
  judge: <Proved>(
    address: string,
    word: string,
    prove: () => Promise<Proved | null>,
  ) => Promise<Proved | null>
  /** @throws {TooManyAttempts} when there is none left. */
  check: (address: string) => void
  /** Takes one away. */
  fail: (address: string) => void
}

export function createAttempts(now: () => number = Date.now): Attempts {
  const { atOnce, every } = ATTEMPT_LIMITS
  /** When each network has all of its attempts again. */
  const whole = new Map<string, number>()
  const right = new Map<string, true>()
  const underWay = new Map<string, Promise<unknown>>()

  const spend = (network: string, cost: number): void =>
    remember(whole, network, Math.max(whole.get(network) ?? 0, now()) + cost)

  const checkNetwork = (network: string): void => {
    const wait = (whole.get(network) ?? 0) - now() - (atOnce - 1) * every
    if (wait > 0) throw new TooManyAttempts(wait)
  }

  async function first<Proved>(
    network: string,
    pair: string,
    prove: () => Promise<Proved | null>,
  ): Promise<Proved | null> {
    checkNetwork(network)
    spend(network, every)
    const proved = await prove()
    if (proved !== null) {
      spend(network, -every)
      remember(right, pair, true)
    }
    return proved
  }

  return {
    judge: async (address, word, prove) => {
      const network = networkOf(address)
      const pair = `${network} ${createHash('sha256').update(word).digest('base64url')}`
      while (underWay.has(pair)) await underWay.get(pair)
      if (right.has(pair)) {
        const proved = await prove()
        if (proved === null) right.delete(pair)
        return proved
      }
      const proving = first(network, pair, prove)
      underWay.set(
        pair,
        proving.catch(() => undefined),
      )
      try {
        return await proving
      } finally {
        underWay.delete(pair)
      }
    },
    check: (address) => checkNetwork(networkOf(address)),
    fail: (address) => spend(networkOf(address), every),
  }
}

/** Sets what is known under a key, as the newest. */
function remember<Value>(known: Map<string, Value>, key: string, value: Value): void {
  known.delete(key)
  known.set(key, value)
  const [oldest] = known.keys()
  if (known.size > KNOWN_MAX && oldest !== undefined) known.delete(oldest)
}
