import { rowAt } from '#analysis/row-set.ts'
import type { RowSet } from '#analysis/row-set.ts'
import { STATUSES, TYPES } from '#contract/port-row.ts'
import type { PortRow } from '#contract/port-row.ts'

/** What a report says of its rows in numbers. `exposure` is the sum of servers over rows, never a number of servers. */
export type Figures = {
  rows: number
  exposure: number
  dangerous: { rows: number; exposure: number }
  /** Rows by type and status, in listing order; none without rows. */
  byType: readonly { type: string; rows: number; parts: readonly { status: string; rows: number }[] }[]
  /** The rows with the most servers, most first. */
  widest: readonly PortRow[]
}

const WIDEST = 12

export function figuresOf(set: RowSet, indices: Uint32Array): Figures {
  const rows = Array.from(indices, (i) => rowAt(set, i))
  const dangerous = rows.filter(({ status }) => status === 'danger')
  const words = (known: readonly string[], of: readonly string[]) => [...new Set([...known, ...of])]
  const statuses = words(STATUSES, set.statuses)
  return {
    rows: rows.length,
    exposure: exposureOf(rows),
    dangerous: { rows: dangerous.length, exposure: exposureOf(dangerous) },
    byType: words(TYPES, set.types).flatMap((type) => {
      const own = rows.filter((row) => row.type === type)
      const parts = statuses.flatMap((status) => {
        const count = own.filter((row) => row.status === status).length
        return count === 0 ? [] : [{ status, rows: count }]
      })
      return own.length === 0 ? [] : [{ type, rows: own.length, parts }]
    }),
    widest: rows.toSorted((a, b) => b.servers - a.servers || a.port - b.port).slice(0, WIDEST),
  }
}

const exposureOf = (rows: readonly PortRow[]): number => rows.reduce((sum, { servers }) => sum + servers, 0)
