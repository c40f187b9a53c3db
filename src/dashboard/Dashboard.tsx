import { useIsFetching, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'

import { EMPTY_ROW_SET } from '#analysis/row-set.ts'
import { Notice } from '#ui/Notice.tsx'

import { DataAge } from './DataAge.tsx'
import { DemoNotice } from './DemoNotice.tsx'
import { errorWords } from './error-words.ts'
import { Header } from './Header.tsx'
import { PortsView } from './PortsView.tsx'
import type { ScopeChoice } from './scope.ts'
import { useShortcuts } from './shortcuts.ts'
import { useServiceNames } from './use-ports.ts'
import { useViewRows } from './use-view-rows.ts'
import { useView } from './use-view.ts'
import type { ViewActions } from './use-view.ts'
import { projectName, useWords } from './words.ts'

/** The one screen: it finds out which rows the address asks for, gets them, and shows what became of that. */
export function Dashboard() {
  const { m } = useWords()
  const { view, filter, actions } = useView()
  const { projects, choice, scope, live, frozen, rows, mark, liveSelection, isPartial } = useViewRows(view)
  const showLive = () => actions.change({ snapshot: null })
  const nameOf = useServiceNames()
  const [help, setHelp] = useState(false)
  const [details, setDetails] = useState(false)
  useShortcuts({ help: () => setHelp(true) })
  const client = useQueryClient()
  const refreshing = useIsFetching({ predicate: ({ queryKey }) => REFRESHED.has(queryKey[0]) }) > 0

  const isServerGone = rows.isError || projects.isError
  const age = rows.data && (
    <DataAge
      rows={rows.data.rows.size}
      mark={mark}
      clockOffset={rows.data.clockOffset}
      failing={isServerGone}
    />
  )

  return (
    <>
      {scope?.project.kind === 'demo' && <DemoNotice />}
      <Header
        projects={projects.data ?? []}
        project={scope?.project}
        view={view}
        onChange={actions.chooseScope}
        age={
          liveSelection && rows.data ? (
            <Suspense fallback={<div className="flex h-10 items-center lg:w-56 xl:w-78">{age}</div>}>
              <LiveAge
                selection={liveSelection}
                rows={rows.data.rows.size}
                mark={mark}
                isServerGone={isServerGone}
                onOpen={() => setDetails(true)}
              />
            </Suspense>
          ) : (
            age
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
      {details && scope && (
        <Suspense>
          <StatusDialog
            project={scope.project}
            selection={scope.selection}
            mark={live.data?.mark ?? null}
            onClose={() => setDetails(false)}
          />
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
            view.snapshot !== null ? (
              <Suspense fallback={<div className="min-h-11" />}>
                <FrozenNotice frozen={frozen.data} live={live} onLive={showLive} />
              </Suspense>
            ) : (
              liveSelection &&
              mark &&
              !rows.isError && (
                <Suspense>
                  <LiveNotice selection={liveSelection} mark={mark} onDetails={() => setDetails(true)} />
                </Suspense>
              )
            )
          }
          isPartial={isPartial}
        />
      )}
    </>
  )
}

const Connecting = lazy(async () => ({ default: (await import('./FirstReading.tsx')).Connecting }))
const LiveAge = lazy(async () => ({ default: (await import('./LiveAge.tsx')).LiveAge }))
const LiveNotice = lazy(async () => ({ default: (await import('./LiveNotice.tsx')).LiveNotice }))
const StatusDialog = lazy(async () => ({ default: (await import('./StatusDialog.tsx')).StatusDialog }))
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
      return (
        <Suspense fallback={<Notice tone="empty" title={m.empty.noProjects} />}>
          <Connecting />
        </Suspense>
      )
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
