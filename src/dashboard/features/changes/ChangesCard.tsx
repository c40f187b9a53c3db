import { Download } from 'lucide-react'
import { useMemo } from 'react'

import { kindOf } from '#analysis/changes.ts'
import { changesOfRows, foldFamilies } from '#analysis/listed-changes.ts'
import type { ListedChange } from '#analysis/listed-changes.ts'
import type { Changes } from '#contract/changes.ts'
import { useEnterpriseProjectName } from '#dashboard/core/enterprise-project.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { QueryError } from '#dashboard/core/QueryError.tsx'
import { useChosenScope, useScope } from '#dashboard/core/scope-context.tsx'
import { useComparison } from '#dashboard/core/use-comparison.ts'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { IconButton } from '#ui/Button.tsx'

import { ChangeKinds } from './ChangeKinds.tsx'
import { ChangesTable } from './ChangesTable.tsx'
import { MomentsMenu } from './MomentsMenu.tsx'
import { saveChanges } from './save-changes.ts'

/** Changes on screen since an earlier moment, by cause, and row by row. It follows the filter. */
export function ChangesCard() {
  const { t, f } = useI18n()
  const actions = useViewActions()
  const { kind } = useView().view
  const { mark } = useScope()
  const { scopeQuery } = useChosenScope()
  const { isRead, nameOf } = usePorts()
  const { since, answer, changes, isFirst } = useComparison()
  const shown = useMemo(
    () => (kind === null ? changes : changes?.filter((change) => kindOf(change) === kind)),
    [changes, kind],
  )
  const failed = answer.isError ? answer : null
  const from = answer.data?.from

  return (
    <>
      <div className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2 px-4.5 py-2 max-sm:px-3.5 sm:pr-40 embedded:pr-4.5">
        <h2 className="font-[600] max-sm:flex max-sm:h-8 max-sm:basis-full max-sm:items-center">
          {t.changes.title}
        </h2>
        <MomentsMenu />
        {from && !isFirst && (
          <p className="text-muted max-md:order-last max-md:basis-full">
            {t.changes.compared(f.instant(from.at))} {from.isOldest && t.changes.short}
          </p>
        )}
        {shown !== undefined && shown.length > 0 && (
          <IconButton
            name={t.changes.save}
            className="sm:ml-auto"
            onClick={() => saveChanges(changesOfRows(shown), { t, nameOf, scopeQuery })}
          >
            <Download aria-hidden className="size-4" />
          </IconButton>
        )}
      </div>
      <div
        className="grid grid-cols-[minmax(0,1fr)] gap-3 border-t border-line px-4.5 py-3.5 max-sm:px-3.5"
        aria-busy={answer.isPlaceholderData}
      >
        {failed && (
          <QueryError title={t.changes.failed} error={failed.error} onRetry={() => void failed.refetch()} />
        )}
        {!isRead ? (
          <p className="text-muted">{t.empty.noData}</p>
        ) : isFirst || mark === null ? (
          <p>
            <strong className="font-[600]">{t.changes.first}</strong>{' '}
            <span className="text-muted">{t.changes.firstHint}</span>
          </p>
        ) : answer.data === undefined || changes === undefined || shown === undefined ? (
          failed === null && <p className="min-h-8 text-muted">{t.changes.comparing}</p>
        ) : (
          <>
            <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
              {changes.length > 0 && (
                <ChangeKinds
                  category={scopeQuery.category}
                  onChange={(kind) => actions.change({ kind })}
                  {...{ changes, kind }}
                />
              )}
              <Remarks of={answer.data} {...{ changes }} />
            </div>
            {shown.length > 0 && (
              <ChangesTable key={`${since} ${mark?.id ?? ''} ${kind ?? ''}`} changes={shown} />
            )}
          </>
        )}
      </div>
    </>
  )
}

const NAMED = 5

/** What was not compared, what a cause means that is easily taken for another one, and what the filters hide. */
function Remarks({
  of: { scopes, complete, changes: all },
  changes,
}: {
  of: Changes
  changes: readonly ListedChange[]
}) {
  const { t } = useI18n()
  const nameOf = useEnterpriseProjectName()
  const { set, listed } = usePorts()
  const rows = useMemo(() => changesOfRows(changes), [changes])
  const hidden = useMemo(() => {
    if (rows.length === all.length) return 0
    const unfiltered = listed.folds === undefined ? all : foldFamilies(all, set, () => true)
    return unfiltered.length - changes.length
  }, [rows, all, changes, set, listed])
  const uncovered = scopes.flatMap(({ from, enterpriseProject }) =>
    from === null ? [nameOf(enterpriseProject)] : [],
  )
  const has = (cause: 'firstRead' | 'noLongerRead') =>
    rows.some(({ presence, servers }) => presence === cause || servers[cause] !== undefined)
  return (
    <p className="text-muted" aria-live="polite">
      {uncovered.length > 0 &&
        t.changes.uncovered(uncovered.slice(0, NAMED), Math.max(0, uncovered.length - NAMED))}{' '}
      {complete < 1 && t.changes.partial} {has('firstRead') && t.changes.firstReadHint}{' '}
      {has('noLongerRead') && t.changes.noLongerReadHint} {all.length === 0 && t.changes.none}{' '}
      {all.length > 0 && changes.length === 0 && t.changes.noneShown} {hidden > 0 && t.changes.left(hidden)}
    </p>
  )
}
