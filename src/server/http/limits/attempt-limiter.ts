import { createHash } from 'node:crypto'

import { networkOf } from '#server/common/network.ts'

/** Failed attempts that a network has at once, and after how many milliseconds it gets another one (a token bucket). */
export const ATTEMPT_LIMITS = { atOnce: 20, every: 3_000 } as const

/** So many networks and correct credentials are remembered; then the oldest is forgotten. */
const REMEMBERED_MAX = 10_000

/** A network has failed too often. It may try again in `wait` milliseconds. */
export class TooManyAttempts extends Error {
  override name = 'TooManyAttempts'
  readonly wait: number
  constructor(wait: number) {
    super(`too many attempts, the next one in ${wait} ms`)
    this.wait = wait
  }
}

/**
 * Limits how fast a network may guess credentials, by its address, of IPv6 by 64 bits; in this process. Those who share the
 * address are not locked out: sessions are not limited, a credential that was correct from there once is verified in any case,
 * and there is another attempt within `every`.
 */
export type AttemptLimiter = {
  /**
   * Verifies a credential; null is a wrong one. It costs an attempt, which is given back when it was correct; of the same
   * credential many times at once only the first does, so that a program may begin with many requests.
   *
   * @throws {TooManyAttempts} before the credential is verified
   */
  limit: <Verified>(
    address: string,
    credential: string,
    verify: () => Promise<Verified | null>,
  ) => Promise<Verified | null>
  /** @throws {TooManyAttempts} when there is no attempt left */
  check: (address: string) => void
  /** Takes an attempt away. */
  fail: (address: string) => void
}

export function createAttemptLimiter(now: () => number = Date.now): AttemptLimiter {
  const { atOnce, every } = ATTEMPT_LIMITS
  /** When each network has all of its attempts again. */
  const full = new Map<string, number>()
  const correct = new Map<string, true>()
  const underWay = new Map<string, Promise<unknown>>()

  const spend = (network: string, cost: number): void =>
    remember(full, network, Math.max(full.get(network) ?? 0, now()) + cost)

  const checkNetwork = (network: string): void => {
    const wait = (full.get(network) ?? 0) - now() - (atOnce - 1) * every
    if (wait > 0) throw new TooManyAttempts(wait)
  }

  async function attempt<Verified>(
    network: string,
    key: string,
    verify: () => Promise<Verified | null>,
  ): Promise<Verified | null> {
    checkNetwork(network)
    spend(network, every)
    const verified = await verify()
    if (verified !== null) {
      spend(network, -every)
      remember(correct, key, true)
    }
    return verified
  }

  return {
    limit: async (address, credential, verify) => {
      const network = networkOf(address)
      const key = `${network} ${createHash('sha256').update(credential).digest('base64url')}`
      while (underWay.has(key)) await underWay.get(key)
      if (correct.has(key)) {
        const verified = await verify()
        if (verified === null) correct.delete(key)
        return verified
      }
      const verifying = attempt(network, key, verify)
      underWay.set(
        key,
        verifying.catch(() => undefined),
      )
      try {
        return await verifying
      } finally {
        underWay.delete(key)
      }
    },
    check: (address) => checkNetwork(networkOf(address)),
    fail: (address) => spend(networkOf(address), every),
  }
}

/** Sets a value as the newest of its map. */
function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > REMEMBERED_MAX && oldest !== undefined) map.delete(oldest)
}
