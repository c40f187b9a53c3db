import { Download } from 'lucide-react'
import { useMemo } from 'react'

import { CHANGE_KINDS } from '#analysis/change-kinds.ts'
import type { ChangeKind } from '#analysis/change-kinds.ts'
import { countKinds, filterChanges, listChanges, rowOf } from '#analysis/changes.ts'
import type { Change } from '#analysis/changes.ts'
import type { NameOf } from '#analysis/word-column.ts'
import type { Category, ScopeQuery } from '#contract/scope.ts'
import type { SnapshotMoment } from '#contract/snapshots.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { QueryError } from '#dashboard/core/QueryError.tsx'
import { saveFile } from '#dashboard/core/save-file.ts'
import { useChosenScope, useScope } from '#dashboard/core/scope-context.tsx'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { useSnapshotRows } from '#data/rows.ts'
import { useSnapshots } from '#data/snapshots.ts'
import { exportChangesCsv } from '#export/changes-csv.ts'
import { exportFileName } from '#export/file-name.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { Select } from '#ui/Select.tsx'
import { StatusMark } from '#ui/StatusMark.tsx'
import { baseOf, earlierThan } from '#view/since-base.ts'
import { SPANS } from '#view/since.ts'
import type { Since } from '#view/since.ts'

import { ChangesTable } from './ChangesTable.tsx'

/** What is different on screen from an earlier snapshot, by kind, and row by row. It follows the filter. */
export function ChangesCard() {
  const { t, f } = useI18n()
  const actions = useViewActions()
  const { since: asked, kind } = useView().view
  const since = asked ?? 'last'
  const { mark } = useScope()
  const { scopeQuery } = useChosenScope()
  const ports = usePorts()
  const moments = useSnapshots(mark === null ? null : scopeQuery, mark?.id ?? 0)
  const earlier = useMemo(() => (mark ? earlierThan(moments.data ?? [], mark) : []), [moments.data, mark])
  const base = mark ? baseOf(moments.data ?? [], mark, since) : null
  const before = useSnapshotRows(base ? scopeQuery : null, base?.moment.id ?? null)
  const all = useMemo(
    () => (before.data ? listChanges(before.data.rows, ports.set) : null),
    [before.data, ports.set],
  )
  const changes = useMemo(
    () => (all ? filterChanges(all, ports.filter, ports.knowledge) : null),
    [all, ports.filter, ports.knowledge],
  )
  const shown = useMemo(
    () => (kind === null ? changes : (changes?.filter((change) => change.kind === kind) ?? null)),
    [changes, kind],
  )
  const failed = moments.isError ? moments : before.isError ? before : null

  return (
    <>
      <div className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2 px-4.5 py-2 max-sm:px-3.5 sm:pr-40">
        <h2 className="font-[600] max-sm:flex max-sm:h-8 max-sm:basis-full max-sm:items-center">
          {t.changes.title}
        </h2>
        {earlier.length > 0 && (
          <SinceSelect {...{ since, earlier }} onChange={(since) => actions.change({ since, kind: null })} />
        )}
        {base && (
          <p className="text-muted max-md:order-last max-md:basis-full">
            {t.changes.compared(f.instant(base.moment.at))} {base.isShort && t.changes.short}
          </p>
        )}
        {shown !== null && shown.length > 0 && (
          <IconButton
            name={t.changes.save}
            className="sm:ml-auto"
            onClick={() => saveChanges(shown, ports.nameOf, scopeQuery)}
          >
            <Download aria-hidden className="size-4" />
          </IconButton>
        )}
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 border-t border-line px-4.5 py-3.5 max-sm:px-3.5">
        {failed ? (
          <QueryError title={t.changes.failed} error={failed.error} onRetry={() => void failed.refetch()} />
        ) : !ports.isRead ? (
          <p className="text-muted">{t.empty.noData}</p>
        ) : base === null && (moments.data !== undefined || mark === null) ? (
          <p>
            <strong className="font-[600]">
              {typeof since === 'number' && earlier.length > 0 ? t.changes.missing(since) : t.changes.first}
            </strong>{' '}
            <span className="text-muted">{earlier.length === 0 && t.changes.firstHint}</span>
          </p>
        ) : all === null || changes === null || shown === null ? (
          <p className="min-h-8 text-muted">{t.changes.comparing}</p>
        ) : (
          <>
            <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
              {changes.length > 0 && (
                <Kinds
                  changes={changes}
                  category={scopeQuery.category}
                  kind={kind}
                  onChange={(kind) => actions.change({ kind })}
                />
              )}
              <p className="text-muted" aria-live="polite">
                {all.length === 0 && t.changes.none}
                {all.length > 0 && changes.length === 0 && t.changes.noneShown}{' '}
                {changes.length < all.length && t.changes.left(all.length - changes.length)}
              </p>
            </div>
            {shown.length > 0 && (
              <ChangesTable key={`${base?.moment.id ?? ''} ${kind ?? ''}`} changes={shown} />
            )}
          </>
        )}
      </div>
    </>
  )
}

/** Since when: a span, or one of the snapshots that there are. */
function SinceSelect({
  since,
  earlier,
  onChange,
}: {
  since: Since
  earlier: readonly SnapshotMoment[]
  onChange: (since: Since) => void
}) {
  const { t, f } = useI18n()
  const options = [
    { value: 'last', since: 'last' as const, label: t.changes.last },
    ...SPANS.map((span) => ({ value: span, since: span, label: t.changes.spans[span] })),
    ...earlier.map(({ id, at }) => ({ value: String(id), since: id, label: f.instant(at) })),
  ]
  const isListed = options.some(({ value }) => value === String(since))
  return (
    <Select
      label={t.changes.since}
      value={String(since)}
      options={isListed ? options : [{ value: String(since), label: String(since) }, ...options]}
      onChange={(value) => {
        const chosen = options.find((option) => option.value === value)
        if (chosen) onChange(chosen.since)
      }}
    />
  )
}

/** How many changes there are of each kind, and of the new ones how many are dangerous; each chooses its kind. */
function Kinds({
  changes,
  category,
  kind,
  onChange,
}: {
  changes: readonly Change[]
  category: Category
  kind: ChangeKind | null
  onChange: (kind: ChangeKind | null) => void
}) {
  const { t, f } = useI18n()
  const counts = countKinds(changes)
  const dangerous = changes.filter(
    (change) => change.kind === 'opened' && rowOf(change)?.status === 'danger',
  ).length
  const options = [
    { value: null, label: t.changes.all, count: changes.length },
    ...CHANGE_KINDS.map((value) => ({
      value,
      label: t.changes.kindsOf[category][value],
      count: counts[value],
    })),
  ]
  return (
    <fieldset className="flex flex-wrap gap-1.5">
      <legend className="sr-only">{t.changes.kind}</legend>
      {options.map(({ value, label, count }) => (
        <Button
          key={label}
          aria-pressed={kind === value}
          disabled={count === 0 && kind !== value}
          className="aria-pressed:border-accent aria-pressed:bg-accent-weak"
          onClick={() => onChange(value)}
        >
          {label} <span className="tabular font-[450] text-muted">{f.count(count)}</span>
          {value === 'opened' && dangerous > 0 && (
            <span className="inline-flex items-center gap-1 text-danger-text">
              <StatusMark status="danger" /> {t.changes.dangerous(dangerous)}
            </span>
          )}
        </Button>
      ))}
    </fieldset>
  )
}

function saveChanges(changes: readonly Change[], nameOf: NameOf, scopeQuery: ScopeQuery): void {
  saveFile(
    exportFileName(scopeQuery, new Date(), 'csv', 'changes'),
    new Blob([exportChangesCsv(changes, nameOf)], { type: 'text/csv;charset=utf-8' }),
  )
}
