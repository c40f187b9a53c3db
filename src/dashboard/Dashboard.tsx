import { useIsFetching, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useMemo, useState } from 'react'

import { EMPTY_ROW_SET } from '#analysis/row-set.ts'
import { useProjects, useScopeRows, useSnapshotRows } from '#data/hooks.ts'
import { Notice } from '#ui/Notice.tsx'

import { DataAge } from './DataAge.tsx'
import { DemoNotice } from './DemoNotice.tsx'
import { errorWords } from './error-words.ts'
import { Header } from './Header.tsx'
import { PortsView } from './PortsView.tsx'
import { chooseScope } from './scope.ts'
import type { ScopeChoice } from './scope.ts'
import { useShortcuts } from './shortcuts.ts'
import { useServiceNames } from './use-ports.ts'
import { useView } from './use-view.ts'
import type { ViewActions } from './use-view.ts'
import { projectName, useWords } from './words.ts'

/** The one screen: it finds out which rows the address asks for, gets them, and shows what became of that. */
export function Dashboard() {
  const { m } = useWords()
  const { view, filter, actions } = useView()
  const projects = useProjects()
  const { project, category, enterprise_project_id } = view
  const choice = useMemo(
    () => (projects.data ? chooseScope(projects.data, { project, category, enterprise_project_id }) : null),
    [projects.data, project, category, enterprise_project_id],
  )
  const scope = choice?.kind === 'chosen' ? choice : null
  const live = useScopeRows(scope?.selection ?? null)
  const frozen = useSnapshotRows(scope?.selection ?? null, view.snapshot)
  const rows = view.snapshot === null ? live : frozen
  const showLive = () => actions.change({ snapshot: null })
  const nameOf = useServiceNames()
  const [help, setHelp] = useState(false)
  useShortcuts({ help: () => setHelp(true) })
  const client = useQueryClient()
  const refreshing = useIsFetching({ predicate: ({ queryKey }) => REFRESHED.has(queryKey[0]) }) > 0

  return (
    <>
      {scope?.project.kind === 'demo' && <DemoNotice />}
      <Header
        projects={projects.data ?? []}
        project={scope?.project}
        view={view}
        onChange={actions.chooseScope}
        age={
          rows.data && (
            <DataAge
              rows={rows.data.rows.size}
              mark={rows.data.mark}
              clockOffset={rows.data.clockOffset}
              failing={rows.isError || projects.isError}
            />
          )
        }
        refreshing={refreshing}
        onRefresh={() =>
          void client.refetchQueries({
            predicate: ({ queryKey }) => REFRESHED.has(queryKey[0]),
            type: 'active',
          })
        }
        onHelp={() => setHelp(true)}
      />
      {help && (
        <Suspense>
          <HelpDialog actions={actions} onClose={() => setHelp(false)} />
        </Suspense>
      )}
      {choice !== null && choice.kind !== 'chosen' ? (
        <main className="p-6">
          <NoScope choice={choice} actions={actions} />
        </main>
      ) : projects.isError && !projects.data ? (
        <main className="p-6">
          <Notice
            tone="error"
            title={m.error.projects}
            detail={errorWords(m, projects.error).detail}
            action={{ label: m.tryAgain, onClick: () => void projects.refetch() }}
          >
            {errorWords(m, projects.error).what}
          </Notice>
        </main>
      ) : scope === null ? (
        // Which project it is decides what stands above the rest, so the rest would only move when that is known.
        <main aria-busy="true" />
      ) : view.snapshot !== null && frozen.error?.kind === 'notFound' ? (
        <main className="p-6">
          <Notice
            tone="empty"
            title={m.frozen.missing(view.snapshot)}
            action={{ label: m.frozen.live, onClick: showLive }}
          >
            {m.frozen.missingHint}
          </Notice>
        </main>
      ) : (
        <PortsView
          onHelp={() => setHelp(true)}
          set={rows.data?.rows ?? EMPTY_ROW_SET}
          rows={rows}
          scope={scope}
          view={view}
          filter={filter}
          actions={actions}
          nameOf={nameOf}
          notice={
            view.snapshot !== null && (
              <Suspense fallback={<div className="min-h-11" />}>
                <FrozenNotice frozen={frozen.data} live={live} onLive={showLive} />
              </Suspense>
            )
          }
        />
      )}
    </>
  )
}

const FrozenNotice = lazy(async () => ({ default: (await import('./FrozenNotice.tsx')).FrozenNotice }))
const HelpDialog = lazy(async () => ({ default: (await import('./HelpDialog.tsx')).HelpDialog }))

/** Queries whose answers change with the source; names of services and advice do not. */
const REFRESHED = new Set<unknown>(['projects', 'rows', 'hosts'])

/** Why there is nothing to look at, and the way to where there is. */
function NoScope({
  choice,
  actions,
}: {
  choice: Exclude<ScopeChoice, { kind: 'chosen' }>
  actions: ViewActions
}) {
  const { m } = useWords()
  switch (choice.kind) {
    case 'noProjects':
      return <Notice tone="empty" title={m.empty.noProjects} />
    case 'noSuchProject':
      return (
        <Notice
          tone="empty"
          title={m.empty.noSuchProject(choice.asked)}
          action={{
            label: m.empty.showFirst(projectName(m, choice.first)),
            onClick: () => actions.chooseScope({ project: null, enterprise_project_id: null }),
          }}
        />
      )
    case 'noSuchEnterpriseProject':
      return (
        <Notice
          tone="empty"
          title={m.empty.noSuchEnterpriseProject(choice.asked)}
          action={{
            label: m.empty.showAllEnterpriseProjects,
            onClick: () => actions.chooseScope({ enterprise_project_id: null }),
          }}
        />
      )
  }
}
