import { useState } from 'react'

import { useI18n } from '#i18n/i18n.ts'

import { ImportScansContext } from './core/import-scans.ts'
import { Part } from './core/Part.tsx'
import { DeferredPorts, PortsProvider } from './core/ports-context.tsx'
import { RowSelectionProvider } from './core/row-selection.tsx'
import { ScopeProvider } from './core/scope-context.tsx'
import { useShortcuts } from './core/shortcuts.ts'
import { SkipLink } from './core/SkipLink.tsx'
import { ViewProvider } from './core/view-context.tsx'
import { DemoNotice } from './DemoNotice.tsx'
import { ExportButton } from './ExportButton.tsx'
import { FilterBar } from './features/filters/FilterBar.tsx'
import { FilterFaults } from './features/filters/FilterFaults.tsx'
import { FilterPills } from './features/filters/FilterPills.tsx'
import { SearchField } from './features/filters/SearchField.tsx'
import { SelectionPill } from './features/filters/SelectionPill.tsx'
import { ScopeGate } from './features/scope/ScopeGate.tsx'
import { FilterMenus } from './FilterMenus.tsx'
import { Header } from './Header.tsx'
import { IdleOverlays } from './IdleOverlays.tsx'
import { OverlayMenu } from './OverlayMenu.tsx'
import { overlays } from './overlays.ts'
import { PaletteByKey } from './PaletteByKey.tsx'
import { PortsMain } from './PortsMain.tsx'
import { PrintedView } from './PrintedView.tsx'
import { ProjectsToCome } from './ProjectsToCome.tsx'
import { RowsNotice } from './RowsNotice.tsx'
import { SecondaryPanels } from './SecondaryPanels.tsx'
import { Summary, SummaryRow } from './Summary.tsx'
import { SyncStatusDialog } from './SyncStatusDialog.tsx'
import { TableAndPanel } from './TableAndPanel.tsx'
import { TopBar } from './TopBar.tsx'
import { ViewSwitch } from './ViewSwitch.tsx'

/** What an analyst works with: the ports of a scope, filtered by the view of the address, in figures, charts and rows. */
export function DashboardPage() {
  const { t } = useI18n()
  const [dialog, setDialog] = useState<'help' | 'syncStatus' | 'alerts' | null>(null)
  const openHelp = () => setDialog('help')
  const openSyncStatus = () => setDialog('syncStatus')
  const openAlerts = () => setDialog('alerts')
  const close = () => setDialog(null)
  const [scans, setScans] = useState<readonly File[] | null>(null)
  useShortcuts({ help: openHelp })
  return (
    <ViewProvider>
      <ImportScansContext value={setScans}>
        <ScopeProvider>
          <SkipLink />
          <TopBar>
            <DemoNotice />
            <Header onDetails={openSyncStatus} onHelp={openHelp} />
          </TopBar>
          <ScopeGate connecting={<ProjectsToCome />}>
            <PortsProvider>
              <RowSelectionProvider>
                <FilterBar
                  end={
                    <>
                      <OverlayMenu name={t.header.views} size="h-24 w-84">
                        {({ SavedViews }) => <SavedViews onAlerts={openAlerts} />}
                      </OverlayMenu>
                      <ExportButton />
                    </>
                  }
                >
                  <ViewSwitch />
                  <SearchField />
                  <FilterMenus />
                  <FilterPills />
                  <SelectionPill />
                  <IdleOverlays>
                    {({ ValueMenu, DropScans }) => (
                      <>
                        <ValueMenu />
                        <DropScans />
                      </>
                    )}
                  </IdleOverlays>
                </FilterBar>
                <PrintedView />
                <FilterFaults />
                <PortsMain notice={<RowsNotice onDetails={openSyncStatus} />}>
                  <SummaryRow>
                    <Summary />
                    <DeferredPorts>
                      <SecondaryPanels />
                    </DeferredPorts>
                  </SummaryRow>
                  <TableAndPanel />
                </PortsMain>
                <PaletteByKey onHelp={openHelp} onAlerts={openAlerts} />
                {dialog === 'alerts' && (
                  <Part of={overlays} name={t.header.alerts}>
                    {({ AlertsDialog }) => <AlertsDialog onClose={close} />}
                  </Part>
                )}
              </RowSelectionProvider>
            </PortsProvider>
          </ScopeGate>
          {dialog === 'help' && (
            <Part of={overlays} name={t.header.help}>
              {({ HelpDialog }) => <HelpDialog onClose={close} />}
            </Part>
          )}
          {dialog === 'syncStatus' && <SyncStatusDialog onClose={close} />}
          {scans !== null && (
            <Part of={overlays} name={t.scope.importScan}>
              {({ ImportDialog }) => (
                <ImportDialog files={scans} onFiles={setScans} onClose={() => setScans(null)} />
              )}
            </Part>
          )}
        </ScopeProvider>
      </ImportScansContext>
    </ViewProvider>
  )
}
