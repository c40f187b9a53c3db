import { useState } from 'react'

import type { FrameSession } from '#data/frame-session.ts'
import { useI18n } from '#i18n/i18n.ts'
import type { Part, Parts } from '#view/embed-parts.ts'

import { DeferredPorts, PortsProvider } from './core/ports-context.tsx'
import { RowSelectionProvider } from './core/row-selection.tsx'
import { ScopeProvider } from './core/scope-context.tsx'
import { ViewProvider } from './core/view-context.tsx'
import { ExportButton } from './ExportButton.tsx'
import { EmbedBar } from './features/embed/EmbedBar.tsx'
import { FrameGate } from './features/embed/FrameGate.tsx'
import type { HostLink } from './features/embed/host-link.ts'
import { Host } from './features/embed/Host.tsx'
import { FilterBar } from './features/filters/FilterBar.tsx'
import { FilterFaults } from './features/filters/FilterFaults.tsx'
import { FilterPills, FixedFilter } from './features/filters/FilterPills.tsx'
import { SearchField } from './features/filters/SearchField.tsx'
import { SelectionPill } from './features/filters/SelectionPill.tsx'
import { ScopeControls } from './features/scope/ScopeControls.tsx'
import { ScopeGate } from './features/scope/ScopeGate.tsx'
import { FilterMenus } from './FilterMenus.tsx'
import { IdleOverlays } from './IdleOverlays.tsx'
import { PortsMain } from './PortsMain.tsx'
import { ProjectsToCome } from './ProjectsToCome.tsx'
import { RowsAge } from './RowsAge.tsx'
import { RowsNotice } from './RowsNotice.tsx'
import { SecondaryPanels } from './SecondaryPanels.tsx'
import { Summary, SummaryRow } from './Summary.tsx'
import { SyncStatusDialog } from './SyncStatusDialog.tsx'
import { TableAndPanel } from './TableAndPanel.tsx'

/**
 * The page in a frame: its figures, and what the address names beside them; or one server, whose panel stands in their place. How old
 * they are is always told.
 */
export function EmbedPage({
  parts,
  link,
  session,
  host,
}: {
  parts: Parts
  link: HostLink
  session: FrameSession
  /** The server that the frame is about, by its id. */
  host: string | null
}) {
  const { t } = useI18n()
  const [hasDetails, setDetails] = useState(false)
  const openDetails = () => setDetails(true)
  const has = (part: Part) => parts.has(part)
  const canFilter = has('search') || has('filters') || has('charts')
  return (
    <ViewProvider>
      <ScopeProvider>
        <Host link={link} />
        <div className={NEEDS_ROOM.some(has) ? 'min-h-104' : ''}>
          <h1 className="sr-only">{t.common.product}</h1>
          <EmbedBar
            scopeControls={has('scope') && <ScopeControls />}
            age={<RowsAge onDetails={openDetails} />}
          />
          <FrameGate session={session}>
            <ScopeGate connecting={<ProjectsToCome />}>
              <PortsProvider>
                <RowSelectionProvider>
                  {canFilter || has('export') ? (
                    <FilterBar end={has('export') && <ExportButton frame={{ hasCharts: has('charts') }} />}>
                      {has('search') && <SearchField />}
                      {has('filters') && <FilterMenus />}
                      {canFilter ? <FilterPills /> : <FixedFilter />}
                      <SelectionPill />
                      <IdleOverlays>{({ ValueMenu }) => <ValueMenu />}</IdleOverlays>
                    </FilterBar>
                  ) : (
                    <FixedFilter />
                  )}
                  <FilterFaults isFixed={!has('search') && !has('filters')} />
                  <PortsMain notice={<RowsNotice onDetails={openDetails} />}>
                    <SummaryRow>
                      {host === null && <Summary isFixed={!has('filters')} hasChanges={false} />}
                      {(has('changes') || has('charts')) && (
                        <DeferredPorts>
                          <SecondaryPanels framed={parts} />
                        </DeferredPorts>
                      )}
                    </SummaryRow>
                    <TableAndPanel hasTable={has('table')} hasPanel={has('panel')} isFramed host={host} />
                  </PortsMain>
                  <IdleOverlays />
                </RowSelectionProvider>
              </PortsProvider>
            </ScopeGate>
          </FrameGate>
          {hasDetails && <SyncStatusDialog onClose={() => setDetails(false)} />}
        </div>
      </ScopeProvider>
    </ViewProvider>
  )
}

/** Their menus open beneath, and nothing of a frame is seen beyond its edge. */
const NEEDS_ROOM: readonly Part[] = ['search', 'filters', 'changes', 'export']
