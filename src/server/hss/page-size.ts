/** What is asked for at once: the most that HSS documents, and less where a region refuses that. The last is the least. */
const SIZES = [200, 100, 50, 20, 10]
const [MOST = 200] = SIZES

/** How many rows of one API a call asks for, as a region turns out to take them. */
export interface PageSize {
  limit: (wanted: number) => number
  taken: (limit: number) => void
  /**
   * Takes note that a call was refused as invalid. HSS does not say which parameter it means: smaller pages are tried, and
   * where the least is refused as well, it was not the size.
   *
   * @param scope What the call was about, which may be what is invalid.
   * @returns Whether the next call asks for less.
   */
  refused: (limit: number, scope: string) => boolean
}

export function createPageSize(): PageSize {
  let size = MOST
  let largestTaken = 0
  /** Scopes that were refused whatever the size, and the one for which the size was lowered last. */
  const atFault = new Set<string>()
  let suspect: string | null = null

  return {
    limit: (wanted) => Math.min(wanted, size),
    taken: (limit) => {
      largestTaken = Math.max(largestTaken, limit)
    },
    refused: (limit, scope) => {
      const smaller = SIZES.find((size) => size < limit)
      if (limit > largestTaken && smaller !== undefined && !atFault.has(scope)) {
        size = Math.min(size, smaller)
        suspect = scope
        return true
      }
      if (suspect === scope) {
        atFault.add(scope)
        size = MOST
        suspect = null
      }
      return false
    },
  }
}
