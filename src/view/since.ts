import type { EarlierMoment } from '#contract/moments.ts'

const HOUR = 3_600_000 // ms

const LENGTHS = { '24h': 24 * HOUR, '7d': 7 * 24 * HOUR, '30d': 30 * 24 * HOUR } as const

/** How long before the rows on screen were read. */
export type Span = keyof typeof LENGTHS
export const SPANS = ['24h', '7d', '30d'] as const satisfies readonly Span[]

/** Since when something changed: since the previous snapshot, for a span, or since a snapshot by its number. */
export type Since = 'last' | Span | number

export const DEFAULT_SINCE: Since = '24h'

/** Reads what an address says of it; null where that is none of these. */
export function readSince(text: string): Since | null {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  return (['last', ...SPANS] as const).find((known) => known === text) ?? null
}

/** The moment that it means, before that of the rows on screen. */
export function momentOf(since: Since): EarlierMoment {
  if (typeof since === 'number') return { snapshot: since }
  return { before: since === 'last' ? since : LENGTHS[since] }
}
