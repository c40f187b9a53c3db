import { rowsInOrder } from '#analysis/fold.ts'
import { selectedOf } from '#analysis/selected-rows.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { useRowSelection } from '#dashboard/core/row-selection.tsx'
import { useChosenScope, useScope } from '#dashboard/core/scope-context.tsx'
import { useView } from '#dashboard/core/view-context.tsx'
import { useServer } from '#data/server.ts'
import { useI18n } from '#i18n/i18n.ts'
import { scopeNames } from '#i18n/names.ts'
import { shownColumns } from '#view/table-columns.ts'

import type { ExportSource } from './export.ts'

/** What an export takes, put together when it is wanted: the selected rows, or all that match. */
export function useExportSource(): (isOfSelected: boolean) => ExportSource {
  const { t } = useI18n()
  const { view } = useView()
  const { project, scopeQuery } = useChosenScope()
  const ports = usePorts()
  const { selected } = useRowSelection()
  const { mark } = useScope()
  const { apiOrigin } = useServer()
  return (isOfSelected) => ({
    ports,
    selected: isOfSelected ? selectedOf(selected, rowsInOrder(ports.listed, ports.order)) : null,
    scopeQuery,
    names: scopeNames(t, project, scopeQuery),
    mark,
    apiOrigin,
    weights: shownColumns(view).includes('contribution') ? view.weights : null,
  })
}
