import { count, plural } from './numbers.ts'

/** Completeness and age of the rows on screen. */
export const dataAge = {
  complete: (rows: number) => `${count(rows)} of ${count(rows)} ${plural(rows, 'row', 'rows')}`,
  partial: (rows: number) => `at least ${count(rows)} ${plural(rows, 'row', 'rows')}`,
  updated: (age: string) => `updated ${age}`,
  updatedNow: 'updated just now',
  collected: (from: string, to: string) => (from === to ? `Collected ${to}` : `Collected ${from} to ${to}`),
  noData: 'no data yet',
}
