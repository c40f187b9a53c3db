import { useMayAlert, useMayImport } from '#data/session.ts'
import { useI18n } from '#i18n/i18n.ts'
import { useKiosk } from '#view/kiosk-mode.ts'

import { useOpenImport } from './core/import-scans.ts'
import { usePorts } from './core/ports-context.tsx'
import { useRowSelection } from './core/row-selection.tsx'
import { useChosenScope } from './core/scope-context.tsx'
import { useView, useViewActions } from './core/view-context.tsx'
import { useExportSource } from './features/export/use-export-source.ts'
import { Palette } from './features/palette/Palette.tsx'
import { findCommands } from './palette-commands.ts'

/** The palette over the commands of this page. */
export function CommandPalette({
  onHelp,
  onAlerts,
  onClose,
}: {
  onHelp: () => void
  onAlerts: () => void
  onClose: () => void
}) {
  const { t } = useI18n()
  const ports = usePorts()
  const { view } = useView()
  const actions = useViewActions()
  const { enter: onKiosk } = useKiosk()
  const isOfSelected = useRowSelection().selected.count > 0
  const mayAlert = useMayAlert(useChosenScope().scopeQuery.project)
  const mayImport = useMayImport()
  const openImport = useOpenImport()
  const source = useExportSource()(isOfSelected)
  return (
    <Palette
      find={(text) =>
        findCommands(
          {
            t,
            ports,
            view,
            actions,
            source,
            onHelp,
            onKiosk,
            onAlerts: mayAlert ? onAlerts : null,
            onImport: mayImport ? () => openImport([]) : null,
          },
          text,
        )
      }
      onClose={onClose}
    />
  )
}
