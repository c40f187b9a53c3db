import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { SnapshotMoment } from '#contract/snapshots.ts'

import type { Since, Span } from './since.ts'

const HOUR = 3_600_000 // ms

const LENGTHS: Record<Span, number> = { '24h': 24 * HOUR, '7d': 7 * 24 * HOUR, '30d': 30 * 24 * HOUR }

/** The snapshots before the one on screen, newest first. */
export const earlierThan = (moments: readonly SnapshotMoment[], shown: SnapshotMark): SnapshotMoment[] =>
  moments.filter(({ id }) => id < shown.id)

/**
 * Which snapshot the rows on screen are compared to; null where there is none. `isShort`: nothing as old as that was
 * read, and it is the oldest that there is.
 */
export function baseOf(
  earlier: readonly SnapshotMoment[],
  shown: SnapshotMark,
  since: Since,
): { moment: SnapshotMoment; isShort: boolean } | null {
  const found = whole(earlier, shown, since)
  const oldest = earlier.at(-1)
  if (found) return { moment: found, isShort: false }
  return oldest && typeof since === 'string' ? { moment: oldest, isShort: true } : null
}

function whole(earlier: readonly SnapshotMoment[], shown: SnapshotMark, since: Since) {
  if (since === 'last') return earlier[0]
  if (typeof since === 'number') return earlier.find(({ id }) => id === since)
  const latest = Date.parse(shown.readTo) - LENGTHS[since]
  return earlier.find(({ at }) => Date.parse(at) <= latest)
}
