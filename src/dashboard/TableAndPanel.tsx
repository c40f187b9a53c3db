import { useI18n } from '#i18n/i18n.ts'
import { Skeleton } from '#ui/Card.tsx'

import { Part } from './core/Part.tsx'
import { findShown, keyOf } from './core/port-rows.ts'
import { usePorts } from './core/ports-context.tsx'
import { rowId, serverRowId } from './core/row-id.ts'
import { elsewhereOf } from './core/row-place.ts'
import { useView } from './core/view-context.tsx'
import { PanelPlace } from './features/port-panel/PanelPlace.tsx'
import { PortTable } from './features/table/PortTable.tsx'
import { NoRows } from './NoRows.tsx'
import { overlays } from './overlays.ts'
import { servers } from './servers.ts'

/** The ports or the servers row by row, and beside them the panel of the one that is open. */
export function TableAndPanel({
  hasTable = true,
  hasPanel = true,
  isFramed = false,
  host = null,
}: {
  hasTable?: boolean
  hasPanel?: boolean
  /** In a frame the table is not the reader's to turn. */
  isFramed?: boolean
  /** The server whose panel stands there while no other one is open. */
  host?: string | null
}) {
  const { t } = useI18n()
  const ports = usePorts()
  const { view } = useView()
  const { row } = view
  const server = view.server ?? (row === null ? host : null)
  const isOpen = hasPanel && (row !== null || server !== null)
  return (
    <div
      // As high as the panel may become, so that the page can be scrolled to it before it is filled; as a sheet it covers no row for good.
      className={`flex items-start gap-3.5 print:block print:min-h-0! print:pb-0! embedded:max-xl:flex-col-reverse embedded:max-xl:items-stretch ${isOpen ? 'max-xl:pb-[calc(75dvh-2rem)] embedded:pb-0! xl:min-h-[calc(100dvh-var(--header-height)-var(--bar-height)-14px)] embedded:min-h-0!' : ''}`}
    >
      {hasTable &&
        (view.view === 'servers' ? (
          <Part of={servers} name={t.table.views.serversOf[view.category]} placeholder={TABLE_TO_COME}>
            {({ ServersTable }) => <ServersTable empty={<NoRows />} />}
          </Part>
        ) : (
          <PortTable
            empty={<NoRows />}
            settings={
              <Part of={overlays} name={t.table.settings} placeholder={<Skeleton className="h-72 w-44" />}>
                {({ TableSettings }) => <TableSettings />}
              </Part>
            }
          />
        ))}
      {isOpen && !ports.isLoading && server !== null ? (
        <PanelPlace
          key="server"
          isAlone={!hasTable}
          label={t.table.views.serverOf[view.category]}
          id={serverRowId(server)}
        >
          {() => (
            <Part of={servers} name={t.table.views.serverOf[view.category]} placeholder={PANEL_TO_COME}>
              {({ ServerPanel }) => <ServerPanel id={server} isFixed={server === host} />}
            </Part>
          )}
        </PanelPlace>
      ) : (
        isOpen &&
        !ports.isLoading &&
        row !== null && (
          <PanelPlace
            key="port" // its code is in another chunk
            isAlone={!hasTable}
            label={t.panel.label(row.port, findShown(ports, row)?.type ?? row.type)}
            id={rowId(keyOf(ports.listed, row))}
            elsewhere={isFramed ? null : elsewhereOf(ports, view, row)}
          >
            {(elsewhere) => (
              <Part of={overlays} name={t.panel.label(row.port, row.type)} placeholder={PANEL_TO_COME}>
                {({ PortPanel }) => <PortPanel open={row} elsewhere={elsewhere} />}
              </Part>
            )}
          </PanelPlace>
        )
      )}
    </div>
  )
}

const TABLE_TO_COME = <Skeleton className="h-160 min-w-0 grow" />
const PANEL_TO_COME = <Skeleton className="mx-4.5 my-4 h-6 w-40" />
