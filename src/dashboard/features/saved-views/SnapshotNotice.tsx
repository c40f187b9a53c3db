import { Snowflake } from 'lucide-react'
import { useMemo } from 'react'

import { countKinds } from '#analysis/changes.ts'
import { foldFamilies } from '#analysis/listed-changes.ts'
import type { Change } from '#contract/changes.ts'
import { useChosenScope, useScope } from '#dashboard/core/scope-context.tsx'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { useChanges } from '#data/changes.ts'
import type { Messages } from '#i18n/en.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Button } from '#ui/Button.tsx'

/** Says that the view shows a snapshot, when that was read, how what is current differs, and leads there. */
export function SnapshotNotice() {
  const { t, f } = useI18n()
  const actions = useViewActions()
  const { fold } = useView().view
  const {
    live,
    pinned: { data: pinned },
  } = useScope()
  const { scopeQuery } = useChosenScope()
  const [from, to] = [pinned?.mark, live.data?.mark]
  const answer = useChanges(from && to ? { scopeQuery, from: { snapshot: from.id }, to } : null)
  const told = answer.data?.changes
  const rows = live.data?.rows
  const changes = useMemo(
    () => (told && rows && fold !== 'no' ? foldFamilies(told, rows, () => true) : told),
    [told, rows, fold],
  )
  const isPartial = [pinned, live.data].some((rows) => (rows?.mark?.complete ?? 1) < 1)
  return (
    <aside
      aria-label={t.snapshotView.label}
      className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 rounded-control bg-accent-weak px-3.5 py-1.5"
    >
      <Snowflake aria-hidden className="size-4 shrink-0 text-accent" />
      <p className="min-w-0 grow basis-64">
        {pinned?.mark && (
          <strong className="font-[600]">{t.snapshotView.asOf(f.instant(pinned.mark.readTo))}</strong>
        )}{' '}
        {changes
          ? compared(t, changes)
          : live.isError || answer.isError
            ? t.snapshotView.notCompared
            : t.snapshotView.comparing}{' '}
        {changes && isPartial && t.snapshotView.partial}
      </p>
      <Button onClick={() => actions.change({ snapshot: null })}>{t.snapshotView.latest}</Button>
    </aside>
  )
}

function compared({ snapshotView }: Messages, changes: readonly Change[]): string {
  if (changes.length === 0) return snapshotView.same
  const kinds = countKinds(changes).map(({ kind, count }) => snapshotView.kinds[kind](count))
  return `${snapshotView.differs(changes.length)} ${snapshotView.list(kinds)}`
}
