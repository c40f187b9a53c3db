import { MAX_PORT, TYPES } from '#contract/port-row.ts'

import type { Coverage } from './types.ts'

/** What the list of all sockets of a server speaks for: whatever it leaves out is closed. */
export const EVERY_PORT: readonly Coverage[] = TYPES.map((type) => ({ type, from: 0, to: MAX_PORT }))

/** Port ranges in the fewest words: in order, without overlap, neighbours joined. At most 32,768 a type remain. */
export function joinRanges(ranges: readonly Coverage[]): Coverage[] {
  const joined: Coverage[] = []
  const ordered = ranges.toSorted((a, b) => (a.type < b.type ? -1 : a.type > b.type ? 1 : a.from - b.from))
  for (const range of ordered) {
    const last = joined.at(-1)
    if (last?.type === range.type && range.from <= last.to + 1) last.to = Math.max(last.to, range.to)
    else joined.push({ ...range })
  }
  return joined
}

/** Whether a report speaks for a port with a type. */
export const covers = (ranges: readonly Coverage[], port: number, type: string): boolean =>
  ranges.some((range) => range.type === type && range.from <= port && port <= range.to)
