import type { ReportLanguage } from './languages.ts'

/** Numbers and times of a report. Times are UTC, so that readers in two places read the same. */
export function formatOf(language: ReportLanguage) {
  const number = new Intl.NumberFormat(language)
  const percent = new Intl.NumberFormat(language, {
    style: 'percent',
    maximumFractionDigits: 0,
    roundingMode: 'floor', // a partial snapshot is never called complete
  })
  return {
    count: (n: number) => number.format(n),
    share: (n: number) => percent.format(n),
    instant: (iso: string) => `${new Date(iso).toISOString().slice(0, 19).replace('T', ' ')} UTC`,
  }
}

export type ReportFormat = ReturnType<typeof formatOf>
