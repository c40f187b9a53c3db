import { pickedOf } from '#analysis/picked.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { useRowSelection } from '#dashboard/core/row-selection.tsx'
import { useChosenScope, useScope } from '#dashboard/core/scope-context.tsx'
import { useView } from '#dashboard/core/view-context.tsx'
import { useServer } from '#data/server.ts'
import { useI18n } from '#i18n/i18n.ts'
import { scopeNames } from '#i18n/names.ts'
import { shownColumns } from '#view/parameters.ts'

import type { ExportSource } from './export.ts'

/** What an export takes, put together when it is wanted: the picked rows, or all that match. */
export function useExportSource(): (isOfPicked: boolean) => ExportSource {
  const { t } = useI18n()
  const { view } = useView()
  const { project, selection } = useChosenScope()
  const ports = usePorts()
  const { picked } = useRowSelection()
  const { mark } = useScope()
  const { apiOrigin } = useServer()
  return (isOfPicked) => ({
    ports,
    picked: isOfPicked ? pickedOf(picked, ports.order) : null,
    selection,
    names: scopeNames(t, project, selection),
    mark,
    apiOrigin,
    weights: shownColumns(view).includes('share') ? view.weights : null,
  })
}
