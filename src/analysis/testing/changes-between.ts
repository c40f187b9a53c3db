import { foldChanges, movedByRows } from '#analysis/causes.ts'
import type { Change } from '#contract/changes.ts'
import type { PortRow } from '#contract/port-row.ts'

/** The changes between two sets of rows of a scope that names no servers; `knownPorts` had been open earlier. */
export function changesBetween(
  before: readonly PortRow[],
  after: readonly PortRow[],
  knownPorts: readonly number[] = [],
): Change[] {
  const keyOf = ({ port, type }: PortRow) => `${port}/${type}`
  const was = new Map(before.map((row) => [keyOf(row), row]))
  const is = new Map(after.map((row) => [keyOf(row), row]))
  return foldChanges(
    Array.from(new Map([...was, ...is]), ([key, { port, type }]) => {
      const [before, after] = [was, is].map((rows) => {
        const row = rows.get(key)
        return row ? { servers: row.servers, status: row.status } : null
      })
      const cells = { before: before ?? null, after: after ?? null }
      const moved = movedByRows(cells.before, cells.after, { hasBase: true, isWhole: true })
      return { port, type, ...cells, moved }
    }),
    (port) => (knownPorts.includes(port) ? '2026-11-24T12:00:00.000Z' : null),
  )
}
