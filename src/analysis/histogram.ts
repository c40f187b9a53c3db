import { MAX_PORT } from '#contract/port-row.ts'

import type { RowSet } from './row-set.ts'

/** The ports of one bar, both ends included, and how many of the rows have one of them. */
export type Bin = { from: number; to: number; rows: number }

/**
 * The rows at the given indices by port, in `bins` bars that together hold every port once, ascending. The bars are
 * as wide as each other, to one port where 65,536 does not divide.
 */
export function histogram(set: RowSet, indices: Iterable<number>, bins: number): Bin[] {
  const counts = new Uint32Array(bins)
  for (const i of indices) {
    const bin = Math.floor(((set.port[i] ?? 0) * bins) / (MAX_PORT + 1))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  const start = (bin: number): number => Math.ceil((bin * (MAX_PORT + 1)) / bins)
  return Array.from(counts, (rows, bin) => ({ from: start(bin), to: start(bin + 1) - 1, rows }))
}
