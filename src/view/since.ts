/** How long before the rows on screen were read. */
export const SPANS = ['24h', '7d', '30d'] as const
export type Span = (typeof SPANS)[number]

/** Since when something changed: since the snapshot before, for a span, or since a snapshot by its number. */
export type Since = 'last' | Span | number

/** Reads what an address says of it; null where that is none of these. */
export function readSince(text: string): Since | null {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  return (['last', ...SPANS] as const).find((known) => known === text) ?? null
}
