import type { Change } from '#contract/changes.ts'
import { protocolOf } from '#contract/port-row.ts'
import type { PortRow } from '#contract/port-row.ts'

import { compileFilter } from './breakdown.ts'
import type { Filter } from './breakdown.ts'
import { CHANGE_KINDS } from './change-kinds.ts'
import type { ChangeKind } from './change-kinds.ts'
import { moreServers } from './listed-changes.ts'
import type { ListedChange } from './listed-changes.ts'
import type { Knowledge } from './query/match.ts'
import { createRowSet, rowAt } from './row-set.ts'
import type { RowSet } from './row-set.ts'
import { TIERS_FROM_LEAST } from './socket-table.ts'

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
export const byKind = <Kind extends Change>(changes: readonly Kind[]): Kind[] =>
  changes.toSorted((a, b) => CHANGE_KINDS.indexOf(kindOf(a)) - CHANGE_KINDS.indexOf(kindOf(b)))

/** The rows of a set as they were before all of the changes that led to it. */
export function rowsBefore(set: RowSet, changes: readonly Change[]): RowSet {
  const known = earlier.get(changes)
  if (known !== undefined) return known
  const changed = new Set(changes.map(({ port, type }) => `${port}/${type}`))
  function* rows(): Generator<PortRow> {
    for (let i = 0; i < set.size; i++) {
      const row = rowAt(set, i)
      if (!changed.has(`${row.port}/${row.type}`)) yield row
    }
    for (const { port, type, before } of changes) if (before !== null) yield { port, type, ...before }
  }
  const before = createRowSet(set.size + changes.length, rows())
  earlier.set(changes, before)
  return before
}

/** Once for each answer: several figures ask. */
const earlier = new WeakMap<readonly Change[], RowSet>()

/**
 * One change a port and protocol, of those that a port is named by: what gives an attacker the most first, and of the changes of
 * which servers have it those where more have it now.
 */
export function worstPorts(
  changes: readonly ListedChange[],
  { tierOf }: Pick<Knowledge, 'tierOf'>,
): ListedChange[] {
  const ports = new Map<string, { change: ListedChange; rank: number }>()
  for (const change of changes) {
    const { port, type, status } = { ...change, ...rowOf(change) }
    const key = `${port}/${protocolOf(type)}`
    const isLess = kindOf(change) === 'servers' && moreServers(change) <= 0
    if (isLess || ports.has(key)) continue
    const tier = TIERS_FROM_LEAST.findIndex((known) => known === tierOf(port, type))
    ports.set(key, { change, rank: status === 'danger' ? 1 + Math.max(0, tier) : 0 })
  }
  return [...ports.values()].sort((a, b) => b.rank - a.rank).map(({ change }) => change)
}

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
