import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'

import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { ScopeQuery } from '#contract/scope.ts'
import { activityText, figureText } from '#dashboard/core/activity-message.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { useScope } from '#dashboard/core/scope-context.tsx'
import { syncHealth } from '#dashboard/core/scope-state.ts'
import { useSecond } from '#dashboard/core/use-now.ts'
import { useSyncStatus } from '#dashboard/core/use-sync-status.ts'
import type { ApiErrorKind } from '#data/api-error.ts'
import { useI18n } from '#i18n/i18n.ts'
import { useSyncTexts } from '#i18n/sync-status.ts'

import { trustAfter, trustIn, worse } from './trust.ts'
import type { Trust } from './trust.ts'

const LOOKS: Record<Trust, { Icon: typeof CircleCheck; tone: string; text: string }> = {
  good: { Icon: CircleCheck, tone: 'border-line bg-surface', text: 'text-normal-text' },
  late: { Icon: CircleAlert, tone: 'border-stale bg-stale-weak', text: 'text-stale-text' },
  lost: { Icon: TriangleAlert, tone: 'border-danger bg-danger-weak', text: 'text-danger-text' },
}

/** Completeness and age of the figures, and since when no newer data came. */
export function KioskAge() {
  const { t, f } = useI18n()
  const { live, projects, rows, failure, mark, isUnread, syncedScope } = useScope()
  const count = usePorts().set.size
  const now = useSecond()
  const heardAt = live.dataUpdatedAt || projects.dataUpdatedAt
  const error = isUnread ? failure : live.error
  const isFailing = error !== null || projects.isError || live.fetchStatus === 'paused'
  const contact = trustAfter({ heardAt, now, isFailing })
  const reason = reasonOf((error ?? projects.error)?.kind)
  const silence = contact === 'good' ? null : t.kiosk.since[reason](f.time(new Date(heardAt).toISOString()))
  if (rows.data === undefined && !isUnread) return silence && <Age trust={contact} lines={[silence]} />
  const age = mark && now + (rows.data?.clockOffset ?? 0) - Date.parse(mark.readTo)
  const told = { trust: contact, mark, age, silence }
  if (syncedScope) return <HssAge {...told} scopeQuery={syncedScope} rows={count} />
  const figure =
    mark === null
      ? t.dataAge.noData
      : mark.complete >= 1
        ? t.dataAge.complete(count)
        : t.dataAge.partial(count)
  return <Age {...told} lines={[figure, silence]} />
}

/** Why there is nothing newer; no error is an answer that is still awaited, or a network that the device knows to be off. */
function reasonOf(error: ApiErrorKind | undefined): 'silent' | 'signedOut' | 'failing' {
  if (error === undefined || error === 'unreachable') return 'silent'
  return error === 'signedOut' ? 'signedOut' : 'failing'
}

function HssAge({
  scopeQuery,
  mark,
  rows,
  trust,
  silence,
  age,
}: {
  scopeQuery: ScopeQuery
  mark: SnapshotMark | null
  rows: number
  trust: Trust
  silence: string | null
  age: number | null
}) {
  const { t, f } = useI18n()
  const texts = useSyncTexts()
  const sync = useSyncStatus(scopeQuery, mark)
  const health = syncHealth(sync.state)
  return (
    <Age
      // What a server that is gone last said of HSS may be over.
      trust={silence === null ? worse(trust, trustIn(health)) : trust}
      mark={mark}
      age={age}
      lines={[figureText(t, sync.state, rows), silence ?? activityText(texts, f, sync)]}
    />
  )
}

function Age({
  trust,
  mark = null,
  age = null,
  lines,
}: {
  trust: Trust
  mark?: SnapshotMark | null
  age?: number | null
  lines: readonly (string | null)[]
}) {
  const { t, f } = useI18n()
  const { Icon, tone, text } = LOOKS[trust]
  const [first, ...others] = lines.filter((line) => line !== null)
  return (
    <div className={`flex items-center gap-[0.6em] rounded-card border-2 px-[0.7em] py-[0.35em] ${tone}`}>
      <Icon aria-hidden className={`size-[1.6em] shrink-0 ${text}`} />
      <div className="tabular min-w-0">
        <p>
          {age !== null && (
            <>
              <time dateTime={mark?.readTo} className="font-[650]">
                {age < 60_000 ? t.dataAge.updatedNow : t.dataAge.updated(f.age(age))}
              </time>
              {' · '}
            </>
          )}
          {first}
        </p>
        {others.map((line) => (
          <p key={line} className={`text-[0.85em] ${trust === 'good' ? 'text-muted' : text}`}>
            {line}
          </p>
        ))}
      </div>
    </div>
  )
}
