import { numbersIn } from './numbers.ts'

/** Numbers and times as a reader of one language expects them. Ports are names and are never formatted. */
export type Format = {
  /** 1,184 */
  count: (n: number) => string
  /** +12, −3 */
  difference: (n: number) => string
  /** 1,184.0: of numbers in tenths, always with the one digit, so that they stand under each other. */
  tenths: (n: number) => string
  /** 8.9 %, never 0 % or 100 % unless it is exactly that. */
  share: (part: number, whole: number) => string
  /** 2 minutes ago; at least one minute, since nobody counts the seconds of what is read once a minute. */
  age: (milliseconds: number) => string
  /** 24 Nov 2026, 14:02:07 UTC+8 */
  instant: (iso: string) => string
  /** 14:02:07 */
  time: (iso: string) => string
  /** 24 Nov, 14:02:07 – 14:04:40 */
  range: (from: string, to: string) => string
}

/** In place of a number that is not known, which is never 0. */
export const NO_FIGURE = '–'

/** @param timeZone by IANA's name; without one, that of this device. */
export function createFormat(locale: string, timeZone?: string): Format {
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' })
  const oneDigit = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' })
  const instant = new Intl.DateTimeFormat(locale, {
    timeZone,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  })
  const time = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  const range = new Intl.DateTimeFormat(locale, {
    timeZone,
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })

  return {
    count: numbersIn(locale).count,
    difference: (n) => signed.format(n).replace('-', '\u2212'),
    tenths: (n) => oneDigit.format(n / 10),
    share: (part, whole) => {
      if (whole === 0) return percent.format(0)
      const share = part / whole
      const least = 0.001
      if (share > 0 && share < least) return `<${percent.format(least)}`
      if (share < 1 && share > 1 - least / 2) return `>${percent.format(1 - least)}`
      return percent.format(share)
    },
    age: (milliseconds) => {
      const seconds = Math.max(60, milliseconds / 1000)
      if (seconds < 45 * 60) return relative.format(-Math.round(seconds / 60), 'minute')
      if (seconds < 22 * 3600) return relative.format(-Math.round(seconds / 3600), 'hour')
      return relative.format(-Math.round(seconds / 86_400), 'day')
    },
    instant: (iso) => instant.format(new Date(iso)),
    time: (iso) => time.format(new Date(iso)),
    range: (from, to) => range.formatRange(new Date(from), new Date(to)),
  }
}
