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

/** What is recent in the rows of a snapshot, since an earlier moment. */
export function recentSince(
  since: EarlierMoment,
  { id, readTo }: SnapshotMark,
  history: RowHistory | null,
): Recent {
  const readAt = Date.parse(readTo) / 1000
  const isAfter = testOf(since, id, readAt)
  const recent = history?.moments.filter(isAfter) ?? []
  return { key: recent.map(({ snapshot }) => snapshot).join(), isAfter, readAt }
}

function testOf(since: EarlierMoment, id: number, readAt: number): Recent['isAfter'] {
  if ('snapshot' in since) return ({ snapshot }) => snapshot > since.snapshot
  if ('before' in since && since.before === 'last') return ({ snapshot }) => snapshot >= id
  const from = 'at' in since ? Date.parse(since.at) / 1000 : readAt - Number(since.before) / 1000
  return ({ at }) => at > from
}

const HOUR = 3_600

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
