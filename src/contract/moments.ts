import { z } from './zod.ts'

/** A moment of a scopeQuery: an instant (ISO 8601, UTC), or what was current when a snapshot had been recorded. */
export type Moment = { at: string } | { snapshot: number }

/** The same, or how long before another moment: in milliseconds, or the snapshot before. */
export type EarlierMoment = Moment | { before: number | 'last' }

const HOUR = 3_600_000
const AGO: Readonly<Record<string, number | 'last'>> = {
  last: 'last',
  '24h': 24 * HOUR,
  '7d': 7 * 24 * HOUR,
  '30d': 30 * 24 * HOUR,
}

const EXPECTED = 'an instant such as 2026-11-24T08:00:00Z, or the number of a snapshot'
const EXPECTED_EARLIER = `last, 24h, 7d, 30d, ${EXPECTED}`

const isInstant = (text: string): boolean => z.iso.datetime({ offset: true }).safeParse(text).success

function readMoment(text: string): Moment | null {
  if (/^[0-9]{1,15}$/.test(text)) return { snapshot: Number(text) }
  return isInstant(text) ? { at: new Date(text).toISOString() } : null
}

/** Parameters that are moments. */
export const moment = z.pipe(
  z.string().check(z.refine((text) => readMoment(text) !== null, EXPECTED)),
  z.transform((text) => readMoment(text) ?? { snapshot: 0 }),
)

export const earlierMoment = z.pipe(
  z
    .string()
    .check(z.refine((text) => Object.hasOwn(AGO, text) || readMoment(text) !== null, EXPECTED_EARLIER)),
  z.transform((text): EarlierMoment => {
    const before = Object.hasOwn(AGO, text) ? AGO[text] : undefined
    return before === undefined ? (readMoment(text) ?? { snapshot: 0 }) : { before }
  }),
)

/** How a moment is written in a query. */
export function writeMoment(moment: EarlierMoment): string {
  if ('at' in moment) return moment.at
  if ('snapshot' in moment) return String(moment.snapshot)
  return Object.keys(AGO).find((name) => AGO[name] === moment.before) ?? 'last'
}
