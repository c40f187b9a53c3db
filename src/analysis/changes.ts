import type { Change } from '#contract/changes.ts'
import type { PortRow } from '#contract/port-row.ts'

import { compileFilter } from './breakdown.ts'
import type { Filter } from './breakdown.ts'
import { CHANGE_KINDS } from './change-kinds.ts'
import type { ChangeKind } from './change-kinds.ts'
import type { Knowledge } from './query/match.ts'
import { createRowSet } from './row-set.ts'

/** Each change has one kind, so that the counts of all kinds add up. Of one whose risk and servers changed it is the risk. */
export const kindOf = ({ presence, status }: Change): ChangeKind => presence ?? status ?? 'servers'

/** The row as it is, or as it last was. */
export const rowOf = ({ port, type, before, after }: Change): PortRow => ({
  port,
  type,
  ...(after ?? before ?? { servers: 0, status: '' }), // one of them is there
})

/** How many changes there are of each kind that occurs, the most urgent first. */
export function countKinds(changes: readonly Change[]): { kind: ChangeKind; count: number }[] {
  const counts = new Map<ChangeKind, number>()
  for (const change of changes) counts.set(kindOf(change), (counts.get(kindOf(change)) ?? 0) + 1)
  return CHANGE_KINDS.flatMap((kind) => {
    const count = counts.get(kind)
    return count === undefined ? [] : [{ kind, count }]
  })
}

/** Changes by kind, the most urgent first, and in each as they are in. */
export const byKind = (changes: readonly Change[]): Change[] =>
  changes.toSorted((a, b) => CHANGE_KINDS.indexOf(kindOf(a)) - CHANGE_KINDS.indexOf(kindOf(b)))

/** The changes that a filter shows: those of which it shows the row as it was, or as it is. */
export function filterChanges(changes: readonly Change[], filter: Filter, knowledge: Knowledge): Change[] {
  const shows = (side: 'before' | 'after') => {
    const places: number[] = []
    const rows = changes.flatMap(({ port, type, [side]: cell }, i) => {
      if (cell === null) return []
      places.push(i)
      return [{ port, type, ...cell }]
    })
    const passes = compileFilter(filter, createRowSet(rows.length, rows), knowledge)
    return places.filter((_, row) => passes(row))
  }
  const shown = new Set([...shows('before'), ...shows('after')])
  return changes.filter((_, i) => shown.has(i))
}
