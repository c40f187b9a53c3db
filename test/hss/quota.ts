const MINUTE = 60_000

/** The calls of each API by each credential, as HSS counts them: on arrival. */
interface Quota {
  /** @returns Whether a call that arrives now is within the quota. */
  arrive: (api: string, credential: string) => boolean
}

/**
 * Counts in the window of 60 seconds that ends with each arrival. Whether HSS's window is fixed or sliding is not known;
 * every fixed one is also one of these, so who stays within the quota here does so there.
 */
export function createQuota(perMinute: number, clock: () => number): Quota {
  const arrivals = new Map<string, number[]>()
  return {
    arrive: (api, credential) => {
      const now = clock()
      const key = `${api} ${credential}`
      const recent = (arrivals.get(key) ?? []).filter((at) => now - at < MINUTE)
      arrivals.set(key, [...recent, now])
      return recent.length < perMinute
    },
  }
}
