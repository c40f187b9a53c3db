import type { PortRow } from '#contract/port-row.ts'

const TYPES = ['TCP', 'TCP6', 'UDP', 'UDP6']

/** Ports that half of a fleet has, which is what makes the numbers of servers uneven. */
const WIDESPREAD = new Set([
  22, 25, 53, 68, 80, 111, 123, 323, 443, 546, 3306, 5355, 8080, 8443, 9100, 10_250,
])

/**
 * Every port from 0 on, with all four types of each, until there are `count` rows: 262,144 is all there can be. Few rows
 * are on many servers and most are on a few; 3 % are dangerous and 5 % normal. The same rows at each run.
 */
export function syntheticRows(count: number): PortRow[] {
  const random = seededRandom(20_261_124)
  return Array.from({ length: count }, (_, i) => {
    const port = i >> 2
    const skewed = Math.ceil(1 / (random() + 0.0005)) // 1 to 2,000, half of them below 3
    const share = random()
    return {
      port,
      type: TYPES[i & 3] ?? '',
      servers: WIDESPREAD.has(port) ? 20_000 + Math.floor(random() * 20_000) : skewed,
      status: share < 0.03 ? 'danger' : share < 0.08 ? 'normal' : 'unknown',
    }
  })
}

/** The same rows an hour later: every hundredth is open on one more server. */
export const laterRows = (rows: readonly PortRow[]): PortRow[] =>
  rows.map((row, i) => (i % 100 === 0 ? { ...row, servers: row.servers + 1 } : row))

/** Mulberry32: 0 up to 1, the same sequence for the same seed. */
function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
