import type { EarlierMoment } from '#contract/moments.ts'
import type { SnapshotMark } from '#contract/port-statistics.ts'

import { CAME } from './row-set.ts'
import type { RowHistory, RowSet } from './row-set.ts'

type Began = RowHistory['moments'][number]

/** Since when rows count as new, and when they were read (in seconds since 1970), by which "within a week" is told. */
export type Recent = {
  /** The moment in a word: of two with the same one, the same rows of a set are new. */
  readonly key: string
  readonly isAfter: (moment: Began) => boolean
  readonly readAt: number
}

export const NOTHING_RECENT: Recent = { key: '', isAfter: () => false, readAt: 0 }

/**
 * What is recent in the rows of a snapshot, since an earlier moment. Spans are told to the hour, so that rows that were only
 * read again are the same ones.
 */
export function recentSince(since: EarlierMoment, { id, readTo }: SnapshotMark): Recent {
  const readAt = Math.floor(Date.parse(readTo) / HOUR_MS) * HOUR
  if ('snapshot' in since)
    return { key: `after ${since.snapshot}`, isAfter: ({ snapshot }) => snapshot > since.snapshot, readAt }
  if ('before' in since && since.before === 'last')
    return { key: `with ${id}`, isAfter: ({ snapshot }) => snapshot >= id, readAt }
  const from = 'at' in since ? Date.parse(since.at) / 1000 : readAt - Number(since.before) / 1000
  return { key: `from ${from}`, isAfter: ({ at }) => at > from, readAt }
}

const HOUR = 3_600
const HOUR_MS = 3_600_000

/** Seconds of a span such as `24h` or `7d`; null where a word is none. */
export function secondsOf(span: string): number | null {
  const [, digits, unit] = /^(\d{1,4})([hd])$/i.exec(span) ?? []
  return digits === undefined ? null : Number(digits) * (unit?.toLowerCase() === 'h' ? HOUR : 24 * HOUR)
}

/** By row, whether it came after some moments: 1 where it had never been open, 2 where it had been closed before, else 0. */
export function cameAfter({ size, history }: RowSet, isAfter: Recent['isAfter']): Uint8Array {
  const found = new Uint8Array(size)
  if (history === null) return found
  const { first, opened, came } = history
  const after = history.moments.map(isAfter)
  for (let i = 0; i < size; i++)
    if (((came[i] ?? 0) & CAME) !== 0 && after[opened[i] ?? -1] === true)
      found[i] = first[i] === opened[i] ? NEW : REOPENED
  return found
}

export const NEW = 1
export const REOPENED = 2
