import { Hourglass, TriangleAlert } from 'lucide-react'

import type { ScopeQuery } from '#contract/scope.ts'
import type { ProjectStatus } from '#contract/status.ts'
import { activityText, codeText } from '#dashboard/core/activity-message.ts'
import { failureText } from '#dashboard/core/failure-message.ts'
import { useChosenScope, useScope } from '#dashboard/core/scope-context.tsx'
import { scopeState } from '#dashboard/core/scope-state.ts'
import { useSyncStatus } from '#dashboard/core/use-sync-status.ts'
import type { SyncStatus } from '#dashboard/core/use-sync-status.ts'
import { useStatus } from '#data/status.ts'
import { useI18n } from '#i18n/i18n.ts'
import { useSyncTexts } from '#i18n/sync-status.ts'
import { ProgressBar } from '#ui/ProgressBar.tsx'

import { RetryNow } from './RetryNow.tsx'

/** In place of rows that were not read yet: what is being done, how far it is, or why it does not work. */
export function FirstSync() {
  const texts = useSyncTexts()
  const { mark } = useScope()
  const { scopeQuery } = useChosenScope()
  const sync = useSyncStatus(scopeQuery, mark)
  return <State sync={sync} title={mark ? texts.empty.nothingYet : texts.empty.title} />
}

/** In place of projects that are not known yet: each that is configured, and what keeps it. */
export function Connecting() {
  const { t } = useI18n()
  const status = useStatus(true)
  const projects = status.data?.projects ?? []
  if (projects.length === 0) return <p className="p-6 text-center text-muted">{t.scope.noProjects}</p>
  return projects.map((project) => <ConnectingTo key={project.name} project={project} />)
}

function ConnectingTo({ project }: { project: ProjectStatus }) {
  const scopeQuery: ScopeQuery = { project: project.id ?? '', category: 'host', enterpriseProject: '0' }
  const sync = useSyncStatus(scopeQuery, null)
  const state = scopeState(scopeQuery, null, project, sync.now)
  const { empty } = useSyncTexts()
  return (
    <section aria-label={empty.project(project.name)}>
      <State
        sync={{ ...sync, project, state }}
        title={`${empty.connecting}: ${project.name}`}
        text={empty.connectingText(project.region)}
      />
    </section>
  )
}

function State({ sync, title, text }: { sync: SyncStatus; title: string; text?: string }) {
  const { t, f } = useI18n()
  const texts = useSyncTexts()
  const { state, until } = sync
  const { activity, progress } = state
  if (activity.kind === 'failing') {
    const { what, todo } = failureText(texts, activity.failure)
    return (
      <div className="mx-auto flex max-w-120 flex-col items-center gap-2 px-6 py-12 text-center">
        <TriangleAlert aria-hidden className="size-7 text-danger-text" />
        <p role="alert" className="font-[600]">
          {texts.empty.failing} {what}
        </p>
        <p className="tabular text-muted">
          {todo} {activity.next === null ? texts.noRetry : texts.nextAttempt(until(activity.next))}
        </p>
        <p className="font-mono text-small break-all text-muted">{codeText(t, activity.failure)}</p>
        <RetryNow failing={activity} />
      </div>
    )
  }
  const explained = {
    syncing: texts.empty.syncing,
    waiting: texts.empty.waiting,
    resting: texts.empty.soon,
    unknown: texts.empty.unknown,
  }[activity.kind]
  return (
    <div className="mx-auto flex max-w-120 flex-col items-center gap-2 px-6 py-12 text-center">
      <Hourglass aria-hidden className="size-7 text-faint" />
      <p className="font-[600]">{title}</p>
      <p className="text-muted">{text ?? explained}</p>
      <ProgressBar label={texts.progress} share={progress} className="mt-1 w-60" />
      <p className="tabular min-h-5 text-small text-muted">{texts.sentence(activityText(texts, f, sync))}</p>
    </div>
  )
}
