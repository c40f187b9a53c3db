import { useIsFetching, useQueryClient } from '@tanstack/react-query'
import { lazy, useState } from 'react'

import { ChosenScope } from './ChosenScope.tsx'
import { DemoNotice } from './DemoNotice.tsx'
import { Header } from './Header.tsx'
import { LatePart } from './LatePart.tsx'
import { PortsView } from './PortsView.tsx'
import { REFRESHED } from './refreshed.ts'
import { RowsAge } from './RowsAge.tsx'
import { RowsNotice } from './RowsNotice.tsx'
import { useShortcuts } from './shortcuts.ts'
import { useServiceNames } from './use-ports.ts'
import { useViewRows } from './use-view-rows.ts'
import { useView } from './use-view.ts'
import { useWords } from './words.ts'

/** The one screen: it finds out which rows the address asks for, gets them, and shows what became of that. */
export function Dashboard() {
  const { m } = useWords()
  const { view, filter, actions } = useView()
  const shown = useViewRows(view)
  const { projects, scope } = shown
  const nameOf = useServiceNames()
  const [help, setHelp] = useState(false)
  const [details, setDetails] = useState(false)
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
        age={<RowsAge shown={shown} onDetails={() => setDetails(true)} />}
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
        <LatePart name={m.help.title}>
          <HelpDialog actions={actions} onClose={() => setHelp(false)} />
        </LatePart>
      )}
      {details && scope && (
        <LatePart name={scope.project.name}>
          <StatusDialog
            project={scope.project}
            selection={scope.selection}
            mark={shown.live.data?.mark ?? null}
            onClose={() => setDetails(false)}
          />
        </LatePart>
      )}
      <ChosenScope shown={shown} view={view} actions={actions}>
        {(scope) => (
          <PortsView
            onHelp={() => setHelp(true)}
            rows={shown.rows}
            scope={scope}
            view={view}
            filter={filter}
            actions={actions}
            nameOf={nameOf}
            notice={
              <RowsNotice shown={shown} view={view} actions={actions} onDetails={() => setDetails(true)} />
            }
            isPartial={shown.isPartial}
          />
        )}
      </ChosenScope>
    </>
  )
}

const StatusDialog = lazy(async () => ({ default: (await import('./StatusDialog.tsx')).StatusDialog }))
const HelpDialog = lazy(async () => ({ default: (await import('./HelpDialog.tsx')).HelpDialog }))
