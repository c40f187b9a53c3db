import { useI18n } from '#i18n/i18n.ts'
import { Skeleton } from '#ui/Card.tsx'

import { Part } from './core/Part.tsx'
import { usePorts } from './core/ports-context.tsx'
import { useView } from './core/view-context.tsx'
import { PanelPlace } from './features/port-panel/PanelPlace.tsx'
import { PortTable } from './features/table/PortTable.tsx'
import { NoRows } from './NoRows.tsx'
import { overlays } from './overlays.ts'

/** The ports row by row, and beside them the panel of the one that is open. */
export function TableAndPanel({
  hasTable = true,
  hasPanel = true,
  isFramed = false,
}: {
  hasTable?: boolean
  hasPanel?: boolean
  /** In a frame the table is not the reader's to turn. */
  isFramed?: boolean
}) {
  const { t } = useI18n()
  const { isLoading } = usePorts()
  const { row } = useView().view
  const isOpen = hasPanel && row !== null
  return (
    <div
      // As high as the panel may become, so that the page can be scrolled to it before it is filled; as a sheet it covers no row for good.
      className={`flex items-start gap-3.5 print:block print:min-h-0! print:pb-0! embedded:max-xl:flex-col-reverse embedded:max-xl:items-stretch ${isOpen ? 'max-xl:pb-[calc(75dvh-2rem)] embedded:pb-0! xl:min-h-[calc(100dvh-var(--header-height)-var(--bar-height)-14px)] embedded:min-h-0!' : ''}`}
    >
      {hasTable && (
        <PortTable
          empty={<NoRows />}
          settings={
            <Part of={overlays} name={t.table.settings} placeholder={<Skeleton className="h-72 w-44" />}>
              {({ TableSettings }) => <TableSettings />}
            </Part>
          }
        />
      )}
      {isOpen && !isLoading && (
        <PanelPlace open={row} isFramed={isFramed}>
          {(label, elsewhere) => (
            <Part of={overlays} name={label} placeholder={<Skeleton className="mx-4.5 my-4 h-6 w-40" />}>
              {({ PortPanel }) => <PortPanel open={row} elsewhere={elsewhere} />}
            </Part>
          )}
        </PanelPlace>
      )}
    </div>
  )
}
