import type { SyncHealth } from '#dashboard/core/scope-state.ts'

/** How far a kiosk is to be trusted, from afar by its colour: as usual, with care (amber), no longer (red). */
export type Trust = 'good' | 'late' | 'lost'

/** Two answers were missed and the third is due: a single late one is no concern. */
const LATE = 150_000
const LOST = 10 * 60_000

/**
 * What the silence of our own server means.
 *
 * @param heardAt when it answered last, and `now`, both by this device's clock in ms since 1970.
 * @param isFailing whether the last question got no answer, or could not even be sent.
 */
export function trustAfter({
  heardAt,
  now,
  isFailing,
}: {
  heardAt: number
  now: number
  isFailing: boolean
}): Trust {
  const silence = now - heardAt
  if (silence > LOST) return 'lost'
  return isFailing || silence > LATE ? 'late' : 'good'
}

/** How far the figures can be trusted, by the health of the sync. */
export const trustIn = (health: SyncHealth): Trust => LOOKS[health]

const LOOKS: Record<SyncHealth, Trust> = {
  none: 'good',
  failing: 'lost',
  someFailing: 'late',
  veryOld: 'lost',
  old: 'late',
  doubtful: 'late',
  partial: 'good',
  complete: 'good',
}

const ORDER: readonly Trust[] = ['good', 'late', 'lost']

export const worse = (a: Trust, b: Trust): Trust => (ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b)
