import { statusSeverity } from '#contract/port-row.ts'
import type { PortRow } from '#contract/port-row.ts'

import { compileFilter } from './breakdown.ts'
import type { Filter } from './breakdown.ts'
import { CHANGE_KINDS } from './change-kinds.ts'
import type { ChangeKind } from './change-kinds.ts'
import { diffRows } from './diff.ts'
import type { Knowledge } from './query/match.ts'
import { createRowSet } from './row-set.ts'
import type { RowSet } from './row-set.ts'

/** A row before and after; null where there was or is none. Of one whose risk and servers changed the risk is told. */
export type Change = { kind: ChangeKind; before: PortRow | null; after: PortRow | null }

/** The row as it is, or as it last was. */
export const rowOf = ({ before, after }: Change): PortRow | null => after ?? before

/** Everything that differs between two row sets of one scope: by kind, in each the dangerous and the most common first. */
export function listChanges(before: RowSet, after: RowSet): Change[] {
  const { opened, gone, changed } = diffRows(before, after)
  const changes: Change[] = [
    ...opened.map((row): Change => ({ kind: 'opened', before: null, after: row })),
    ...changed.map(({ before, after }): Change => {
      const kind = before.status === after.status ? 'servers' : 'risk'
      return { kind, before, after }
    }),
    ...gone.map((row): Change => ({ kind: 'gone', before: row, after: null })),
  ]
  return changes.sort(
    (a, b) =>
      CHANGE_KINDS.indexOf(a.kind) - CHANGE_KINDS.indexOf(b.kind) ||
      severity(b) - severity(a) ||
      servers(b) - servers(a),
  )
}

/** The worse of its two sides, so that a port that stopped being dangerous is not overlooked. */
const severity = ({ before, after }: Change): number =>
  Math.max(...[before, after].map((row) => (row === null ? 0 : statusSeverity(row.status))))

const servers = (change: Change): number => rowOf(change)?.servers ?? 0

/** The changes that a filter shows: those of which it shows the row as it was, or as it is. */
export function filterChanges(changes: readonly Change[], filter: Filter, knowledge: Knowledge): Change[] {
  const shows = (side: 'before' | 'after') => {
    const places: number[] = []
    const rows = changes.flatMap((change, i) => {
      const row = change[side]
      if (row === null) return []
      places.push(i)
      return [row]
    })
    const passes = compileFilter(filter, createRowSet(rows.length, rows), knowledge)
    return places.filter((_, row) => passes(row))
  }
  const shown = new Set([...shows('before'), ...shows('after')])
  return changes.filter((_, i) => shown.has(i))
}

/** How many changes there are of each kind. */
export function countKinds(changes: readonly Change[]): Record<ChangeKind, number> {
  const counts = { opened: 0, risk: 0, servers: 0, gone: 0 }
  for (const { kind } of changes) counts[kind]++
  return counts
}
