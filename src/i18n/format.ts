import { numbersIn } from './numbers.ts'

/** Numbers and times as a reader of one language expects them. Ports are names and are never formatted. */
export type Format = {
  /** 1,184 */
  count: (n: number) => string
  /** +12, −3 */
  difference: (n: number) => string
  /** 8.9 %, never 0 % or 100 % unless it is exactly that. */
  share: (part: number, whole: number) => string
  /** 2 min. ago; at least one minute, since data that updates once a minute needs no seconds. */
  age: (milliseconds: number) => string
  /** 24 Nov 2026, 14:02:07 UTC+8 */
  instant: (iso: string) => string
  /** 24 Nov 2026 */
  date: (iso: string) => string
  /** 14:02:07 */
  time: (iso: string) => string
  /** 2026-11-24: the day that an instant is in, as the fields of forms have it. */
  day: (iso: string) => string
  /** UTC+8: in which time zone instants are written. */
  zone: string
  /** 24 Nov, 14:02:07 – 14:04:40 */
  range: (from: string, to: string) => string
}

/** In place of a number that is not known, which is never 0. */
export const NO_FIGURE = '–'

/** @param timeZone by IANA's name; without one, that of this device. */
export function createFormat(locale: string, timeZone?: string): Format {
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const day = new Intl.DateTimeFormat('sv', { timeZone }) // the language that writes days as ISO 8601 does
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
  const ago = (n: number, unit: Intl.RelativeTimeFormatUnit) => spaced(relative.format(-n, unit))
  const { instant, date, time, range } = (locale.startsWith('zh') ? isoTimes : localTimes)(locale, timeZone)

  return {
    count: numbersIn(locale).count,
    difference: (n) => signed.format(n).replace('-', '\u2212'),
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
      if (seconds < 45 * 60) return ago(Math.round(seconds / 60), 'minute')
      if (seconds < 22 * 3600) return ago(Math.round(seconds / 3600), 'hour')
      return ago(Math.round(seconds / 86_400), 'day')
    },
    instant,
    date,
    time,
    range,
    day: (iso) => day.format(new Date(iso)),
    zone: zoneOf(locale, timeZone),
  }
}

/** The name of a time zone, as instants have it now. */
const zoneOf = (locale: string, timeZone: string | undefined): string =>
  new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' })
    .formatToParts()
    .find(({ type }) => type === 'timeZoneName')?.value ?? ''

type Times = Pick<Format, 'instant' | 'date' | 'time' | 'range'>

const TIME = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const

function localTimes(locale: string, timeZone: string | undefined): Times {
  const day = { month: 'short', day: 'numeric' } as const
  const instant = new Intl.DateTimeFormat(locale, {
    timeZone,
    year: 'numeric',
    ...day,
    ...TIME,
    timeZoneName: 'short',
  })
  const date = new Intl.DateTimeFormat(locale, { timeZone, year: 'numeric', ...day })
  const time = new Intl.DateTimeFormat(locale, { timeZone, ...TIME })
  const range = new Intl.DateTimeFormat(locale, { timeZone, ...day, ...TIME })
  return {
    instant: (iso) => instant.format(new Date(iso)),
    date: (iso) => date.format(new Date(iso)),
    time: (iso) => time.format(new Date(iso)),
    range: (from, to) => range.formatRange(new Date(from), new Date(to)),
  }
}

/** As logs and consoles in China write them: 2026-11-24 14:02:07 UTC. */
function isoTimes(locale: string, timeZone: string | undefined): Times {
  const format = new Intl.DateTimeFormat(locale, {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...TIME,
    timeZoneName: 'short',
  })
  const partsOf = (iso: string) => {
    const part = Object.fromEntries(
      format.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]),
    )
    const date = `${part['month']}-${part['day']}`
    const day = `${part['year']}-${date}`
    const time = `${part['hour']}:${part['minute']}:${part['second']}`
    return { date, day, time, instant: `${day} ${time} ${part['timeZoneName']}` }
  }
  return {
    instant: (iso) => partsOf(iso).instant,
    date: (iso) => partsOf(iso).day,
    time: (iso) => partsOf(iso).time,
    range: (from, to) => {
      const [begin, end] = [partsOf(from), partsOf(to)]
      return `${begin.date} ${begin.time} – ${begin.date === end.date ? '' : `${end.date} `}${end.time}`
    },
  }
}

/** Chinese with a space between a number and a word: 10 分钟前. */
const spaced = (text: string): string => text.replaceAll(/(\d)(?=\p{Script=Han})/gu, '$1 ')
