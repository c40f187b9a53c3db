import type { ReactNode } from 'react'

import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { ScopeQuery } from '#contract/scope.ts'
import type { Failure, ProjectStatus, ScopeStatus, SweepFigures } from '#contract/status.ts'
import { activityText, codeText, someFailText } from '#dashboard/core/activity-message.ts'
import { scopesOf } from '#dashboard/core/coverage.ts'
import { durationText } from '#dashboard/core/duration.ts'
import { useEnterpriseProjectName } from '#dashboard/core/enterprise-project.ts'
import { failureText } from '#dashboard/core/failure-message.ts'
import { useChosenScope, useScope } from '#dashboard/core/scope-context.tsx'
import { syncHealth, scopeState, someFailOf } from '#dashboard/core/scope-state.ts'
import { useSyncStatus } from '#dashboard/core/use-sync-status.ts'
import type { SyncStatus } from '#dashboard/core/use-sync-status.ts'
import { useI18n } from '#i18n/i18n.ts'
import { useSyncTexts } from '#i18n/sync-status.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { ProgressBar } from '#ui/ProgressBar.tsx'

import { HealthMark } from './HealthMark.tsx'
import { RetryNow } from './RetryNow.tsx'

/** Newest sweeps of a scope that are listed. */
const SWEEPS_SHOWN = 6

/** The sync of a project, scope by scope: why a number is what it is. */
export function StatusDialog({ onClose }: { onClose: () => void }) {
  const { t } = useI18n()
  const texts = useSyncTexts()
  const { live } = useScope()
  const {
    project: { name },
    scopeQuery,
  } = useChosenScope()
  const sync = useSyncStatus(scopeQuery, live.data?.mark ?? null)
  const { project } = sync
  const chosen = scopesOf(project, scopeQuery)
  const listed = [...chosen, ...(project?.scopes ?? []).filter((scope) => !chosen.includes(scope))]
  const scopes = listed.toSorted((a, b) => Number(b.failure !== null) - Number(a.failure !== null))
  const someFail = project === undefined ? null : someFailOf(project, project.scopes)
  const nameOf = useEnterpriseProjectName()
  const { activity } = sync.state

  return (
    <Dialog title={`${texts.title}: ${name}`} closeLabel={t.common.close} onClose={onClose}>
      {project === undefined ? (
        <p className="text-muted">{texts.empty.unknown}</p>
      ) : (
        <>
          {project.failure && activity.kind === 'failing' && (
            <div className="flex flex-wrap items-center justify-between gap-3 rounded-control border border-danger/40 bg-danger-weak px-3.5 py-2.5">
              <div className="min-w-0 grow basis-64">
                <FailureText failure={project.failure} />
                <p className="tabular text-muted">
                  {activity.next === null ? texts.noRetry : texts.nextAttempt(sync.until(activity.next))}
                </p>
              </div>
              <RetryNow failing={activity} />
            </div>
          )}
          {someFail && (
            <div className="flex flex-wrap items-center justify-between gap-3 rounded-control border border-stale/50 bg-stale-weak px-3.5 py-2.5">
              <p className="tabular min-w-0 grow basis-64">
                <strong className="font-[600]">{texts.sentence(someFailText(texts, someFail))}</strong>{' '}
                <span className="text-muted">
                  {someFail.next === null ? texts.noRetry : texts.nextAttempt(sync.until(someFail.next))}{' '}
                  {texts.notice.othersHold}
                </span>
              </p>
              <RetryNow failing={someFail} />
            </div>
          )}
          <Facts project={project} sync={sync} />
          <section aria-label={texts.dialog.scopes} className="grid gap-3">
            {scopes.map((scope) => (
              <Scope
                key={`${scope.category} ${scope.enterpriseProject}`}
                scope={scope}
                name={`${nameOf(scope.enterpriseProject)} · ${t.terms.categories[scope.category]}`}
                sync={sync}
                isOpen={chosen.includes(scope) || scope.failure !== null}
              />
            ))}
          </section>
        </>
      )}
    </Dialog>
  )
}

function Facts({ project, sync: { now, until } }: { project: ProjectStatus; sync: SyncStatus }) {
  const texts = useSyncTexts()
  const { quota, lagHint, namesFailure } = project
  const left = [
    texts.dialog.quotaLeft(quota.left, quota.allowed),
    quota.allowed < quota.perMinute && texts.dialog.quotaSlowed(quota.perMinute),
    quota.left === 0 && Date.parse(quota.freeAt) > now && texts.dialog.freeIn(until(quota.freeAt)),
  ].filter((fact) => fact !== false)
  return (
    <dl className="tabular grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
      <Fact name={texts.dialog.region}>{project.region}</Fact>
      <Fact name={texts.dialog.quota}>{left.join(', ')}</Fact>
      <Fact name={texts.dialog.lag}>
        {lagHint === null
          ? texts.dialog.lagUnknown
          : texts.dialog.lagValue(durationText(texts, lagHint * 1000))}
      </Fact>
      {project.readElsewhere && <Fact name={texts.dialog.collector}>{texts.dialog.collectorElsewhere}</Fact>}
      {namesFailure && (
        <Fact name={texts.dialog.names}>
          {texts.dialog.namesMissing}: <FailureText failure={namesFailure} />
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  )
}

function FailureText({ failure }: { failure: Failure }) {
  const { t } = useI18n()
  const texts = useSyncTexts()
  const { what, todo } = failureText(texts, failure)
  return (
    <span>
      {what} {todo} <span className="font-mono text-small break-all text-muted">{codeText(t, failure)}</span>
    </span>
  )
}

/** One scope by itself: what is known of it, and its last sweeps. */
function Scope({
  scope,
  name,
  sync,
  isOpen,
}: {
  scope: ScopeStatus
  name: string
  sync: SyncStatus
  isOpen: boolean
}) {
  const { f } = useI18n()
  const texts = useSyncTexts()
  const { project, now } = sync
  const own = ownStatus(scope, sync)
  const health = syncHealth(own.state)
  const { progress, coverage } = own.state
  const [newest] = scope.sweeps
  const ignores = newest?.ignores ?? []
  return (
    <details open={isOpen} className="rounded-control border border-line px-3.5 py-2.5">
      <summary className="touchable flex min-h-6 flex-wrap items-baseline gap-x-3">
        <h3 className="inline-flex items-baseline gap-1.5 font-[600]">
          <HealthMark health={health} className="size-4 self-center" />
          {name}
        </h3>
        <span className={`tabular text-small ${health === 'failing' ? 'text-danger-text' : 'text-muted'}`}>
          {health !== 'failing' && `${texts.health[health]} · `}
          {activityText(texts, f, { ...own, now })}
        </span>
      </summary>
      <div className="grid gap-2 pt-2">
        {coverage === 'partial' && <ProgressBar label={texts.progress} share={progress} />}
        {scope.failure && project?.failure === null && (
          <p>
            <FailureText failure={scope.failure} />
          </p>
        )}
        {ignores.length > 0 && <p className="text-muted">{texts.dialog.ignores(ignores)}</p>}
        {scope.sweeps.length === 0 ? (
          <p className="text-muted">{texts.dialog.neverSynced}</p>
        ) : (
          <ul aria-label={texts.dialog.sweeps} className="tabular grid">
            {scope.sweeps.slice(0, SWEEPS_SHOWN).map((sweep) => (
              <SweepItem key={sweep.begun} sweep={sweep} />
            ))}
          </ul>
        )}
      </div>
    </details>
  )
}

function SweepItem({ sweep }: { sweep: SweepFigures }) {
  const { f } = useI18n()
  const texts = useSyncTexts()
  const { rows, claimed } = sweep
  const facts = [
    texts.dialog.outcomes[sweep.outcome ?? 'open'],
    sweep.moved && texts.dialog.moved,
    ...sweep.refused.map(({ reason, count }) => texts.dialog.refused(count, reason)),
  ].filter((fact) => fact !== false)
  return (
    <li className="border-t border-line py-1.5">
      <div className="flex flex-wrap gap-x-4">
        <span className="sm:w-60">{f.range(sweep.begun, sweep.readTo)}</span>
        <span className="sm:w-40">
          {claimed === 0 ? texts.dialog.rows(rows) : texts.dialog.rowsOf(rows, claimed)}
        </span>
        <span className="sm:w-16">{texts.dialog.calls(sweep.calls)}</span>
        <span className="text-muted">{facts.join(', ')}</span>
      </div>
      {sweep.errors.length > 0 && (
        <ul className="grid gap-0.5 pt-1 text-small text-muted">
          {sweep.errors.map((failure) => (
            <li key={failure.at}>
              {texts.dialog.failedAt(f.time(failure.at))} <FailureText failure={failure} />
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

/** The sync of one scope, as if it alone were shown. Its snapshot is that of its newest sweep. */
function ownStatus(scope: ScopeStatus, sync: SyncStatus): SyncStatus {
  const { project, now } = sync
  if (project === undefined) return sync
  const whole = scope.sweeps.find(({ outcome }) => outcome === 'complete')
  const shown = whole ?? scope.sweeps.find(({ calls }) => calls > 0)
  const mark: SnapshotMark | null = shown
    ? { id: 0, readFrom: shown.begun, readTo: shown.readTo, complete: whole ? 1 : 0 }
    : null
  const { category, enterpriseProject } = scope
  const scopeQuery: ScopeQuery = { project: project.id ?? '', category, enterpriseProject }
  return { ...sync, state: scopeState(scopeQuery, mark, project, now) }
}
