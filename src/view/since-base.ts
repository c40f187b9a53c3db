import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { SnapshotMoment } from '#contract/snapshots.ts'

import type { Since, Span } from './since.ts'

const HOUR = 3_600_000 // ms

const LENGTHS: Record<Span, number> = { '24h': 24 * HOUR, '7d': 7 * 24 * HOUR, '30d': 30 * 24 * HOUR }

/** The snapshots before the one on screen, newest first. */
export const earlierThan = (moments: readonly SnapshotMoment[], shown: SnapshotMark): SnapshotMoment[] =>
  moments.filter(({ id }) => id < shown.id)

/**
 * Which snapshot the rows on screen are compared to; null where there is none. For a span it may be their own: they have
 * been the same for as long. `isShort`: nothing as old as that was read, and it is the oldest that there is.
 */
export function baseOf(
  moments: readonly SnapshotMoment[],
  shown: SnapshotMark,
  since: Since,
): { moment: SnapshotMoment; isShort: boolean } | null {
  const earlier = earlierThan(moments, shown)
  if (since === 'last') return withLength(earlier[0])
  if (typeof since === 'number') return withLength(earlier.find(({ id }) => id === since))
  const latest = Date.parse(shown.readTo) - LENGTHS[since]
  const asOld = moments.find(({ id, at }) => id <= shown.id && Date.parse(at) <= latest)
  return withLength(asOld) ?? withLength(earlier.at(-1), true)
}

const withLength = (moment: SnapshotMoment | undefined, isShort = false) =>
  moment ? { moment, isShort } : null
