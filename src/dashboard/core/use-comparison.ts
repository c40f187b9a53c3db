import { useMemo } from 'react'

import { compileFilter, countCells, summarize } from '#analysis/breakdown.ts'
import { byKind, filterChanges, rowsBefore } from '#analysis/changes.ts'
import { foldRows } from '#analysis/fold.ts'
import { foldFamilies } from '#analysis/listed-changes.ts'
import type { ListedChange } from '#analysis/listed-changes.ts'
import type { Changes } from '#contract/changes.ts'
import { useChanges } from '#data/changes.ts'
import { DEFAULT_SINCE, momentOf } from '#view/since.ts'
import type { Since } from '#view/since.ts'

import { usePorts } from './ports-context.tsx'
import { useScope } from './scope-context.tsx'
import { useView } from './view-context.tsx'

/** What is on screen, compared with what it was at the view's earlier moment: a day before, unless it names another one. */
export function useComparison() {
  const { view, filter } = useView()
  const since: Since = view.since ?? DEFAULT_SINCE
  const { mark, scope } = useScope()
  const { set, listed, knowledge } = usePorts()
  const isFolded = listed.folds !== undefined
  const answer = useChanges(
    mark && scope ? { scopeQuery: scope.scopeQuery, from: momentOf(since), to: mark } : null,
  )
  const told = answer.data?.changes
  /** Those that the filters show, as the table lists ports, the most urgent kinds first. */
  const changes: readonly ListedChange[] | undefined = useMemo(() => {
    if (told === undefined) return undefined
    const shown = filterChanges(told, filter, knowledge)
    return byKind(isFolded ? foldFamilies(shown, set, compileFilter(filter, set, knowledge)) : shown)
  }, [told, filter, knowledge, isFolded, set])
  const isFirst = mark !== null && answer.data !== undefined && hasNothingEarlier(answer.data, since)
  return { since, answer, changes, isFirst }
}

/** Whether the snapshot was compared with itself, for want of an earlier one. */
const hasNothingEarlier = ({ from, scopes }: Changes, since: Since): boolean =>
  from === null || ((from.isOldest || since === 'last') && scopes.every(({ from, to }) => from?.id === to.id))

/**
 * By how much the figures of what is shown differ from what they were; null where that is not known. Of servers with a
 * dangerous port the difference is that of the scope.
 */
export function useDifferences():
  | (Record<'dangerous' | 'open', number> & { affected: number | null })
  | null {
  const { answer, isFirst } = useComparison()
  const { set, listed, filter, breakdown, knowledge } = usePorts()
  const isFolded = listed.folds !== undefined
  const { data } = answer
  const earlier = useMemo(() => {
    if (data === undefined || isFirst || answer.isPlaceholderData) return null
    const rows = rowsBefore(set, data.changes)
    const before = isFolded ? foldRows(rows) : rows
    return summarize(countCells(before, compileFilter(filter, before, knowledge)))
  }, [data, isFirst, answer.isPlaceholderData, set, isFolded, filter, knowledge])
  if (data === undefined || earlier === null) return null
  const { shown, dangerous } = summarize(breakdown.cells)
  const { before, after } = data.figures
  return {
    dangerous: dangerous.rows - earlier.dangerous.rows,
    open: shown.rows - earlier.shown.rows,
    affected: before.affected === null || after.affected === null ? null : after.affected - before.affected,
  }
}
