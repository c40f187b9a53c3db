import { count } from './numbers.ts'

/** How complete and how old the rows on screen are. */
export const dataAge = {
  complete: (rows: number) => `${count(rows)} of ${count(rows)} ports`,
  partial: (rows: number) => `at least ${count(rows)} ports`,
  read: (age: string) => `read ${age}`,
  readNow: 'read just now',
  readAt: (from: string, to: string) => (from === to ? `Read ${to}` : `Read from ${from} to ${to}`),
  neverRead: 'never read',
  noData: 'no data yet',
}
