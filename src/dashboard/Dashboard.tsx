import { memo, useEffect, useState } from 'react'

import { useIsRefreshing, useRefresh } from '#data/refresh.ts'
import { useI18n } from '#i18n/i18n.ts'

import { LatePart } from './core/LatePart.tsx'
import { useShortcuts } from './core/shortcuts.ts'
import { SkipLink } from './core/SkipLink.tsx'
import { isSameView, useNamedView } from './core/use-named-view.ts'
import { useViewRows } from './core/use-view-rows.ts'
import { DemoNotice } from './DemoNotice.tsx'
import { Header } from './Header.tsx'
import { fetchLateParts, HelpDialog } from './late-parts.ts'
import { RowsAge } from './RowsAge.tsx'
import { ScopeDetails, ScopeView } from './ScopeView.tsx'

/** The one screen, over the view of the address. */
export function Dashboard() {
  return <Workbench {...useNamedView()} />
}

/**
 * Finds out which rows a view asks for, gets them, and shows what became of that. Memoized, since whoever reads the
 * address is drawn twice at a step: when the view changes, and when the address bar has been told of it.
 */
const Workbench = memo(function Workbench({ view, filter, actions }: ReturnType<typeof useNamedView>) {
  const { t } = useI18n()
  const shown = useViewRows(view)
  const { projects, scope, rows } = shown
  const [help, setHelp] = useState(false)
  const [details, setDetails] = useState(false)
  const hasRows = rows.data !== undefined
  useEffect(() => (hasRows ? fetchLateParts() : undefined), [hasRows])
  useShortcuts({ help: () => setHelp(true) })
  const refresh = useRefresh()
  const refreshing = useIsRefreshing()

  return (
    <>
      {scope !== null && (rows.data !== undefined || !rows.isError) && <SkipLink />}
      {scope?.project.kind === 'demo' && (
        <DemoNotice first={projects.data?.[0]} onShow={actions.chooseScope} />
      )}
      <Header
        projects={projects.data ?? []}
        project={scope?.project}
        view={view}
        onChange={actions.chooseScope}
        age={<RowsAge shown={shown} onDetails={() => setDetails(true)} />}
        refreshing={refreshing}
        onRefresh={refresh}
        onHelp={() => setHelp(true)}
      />
      {help && (
        <LatePart name={t.help.title}>
          <HelpDialog actions={actions} onClose={() => setHelp(false)} />
        </LatePart>
      )}
      {details && <ScopeDetails shown={shown} onClose={() => setDetails(false)} />}
      <ScopeView
        shown={shown}
        view={view}
        filter={filter}
        actions={actions}
        onHelp={() => setHelp(true)}
        onDetails={() => setDetails(true)}
      />
    </>
  )
}, isSameView)
