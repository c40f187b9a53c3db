import { rowsInOrder } from '#analysis/fold.ts'
import { selectedOf } from '#analysis/selected-rows.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { useRowSelection } from '#dashboard/core/row-selection.tsx'
import { useChosenScope, useScope } from '#dashboard/core/scope-context.tsx'
import { useView } from '#dashboard/core/view-context.tsx'
import { useFetchChanges } from '#data/changes.ts'
import { useFetchPortHosts } from '#data/port-hosts.ts'
import { useServer } from '#data/server.ts'
import { useI18n } from '#i18n/i18n.ts'
import { scopeNames } from '#i18n/names.ts'
import { DEFAULT_SINCE, momentOf } from '#view/since.ts'

import type { ExportSource } from './export.ts'

/** What an export takes, put together when it is wanted: the selected rows, or all that match. */
export function useExportSource(): (isOfSelected: boolean) => ExportSource {
  const { t } = useI18n()
  const { view } = useView()
  const { project, scopeQuery } = useChosenScope()
  const ports = usePorts()
  const { selected } = useRowSelection()
  const { mark } = useScope()
  const { apiUrl } = useServer()
  const fetchChanges = useFetchChanges()
  const fetchHosts = useFetchPortHosts()
  return (isOfSelected) => ({
    ports,
    selected: isOfSelected ? selectedOf(selected, rowsInOrder(ports.listed, ports.order)) : null,
    scopeQuery,
    names: scopeNames(t, project, scopeQuery),
    mark,
    apiUrl,
    readChanges: async () => {
      if (mark === null) return null
      const told = await fetchChanges({ scopeQuery, from: momentOf(view.since ?? DEFAULT_SINCE), to: mark })
      return told.from && { since: told.from.at, list: told.changes }
    },
    // HSS names servers when it is asked, and each time that is a call of its quota; an earlier snapshot has none.
    hostsOf:
      project.kind === 'hss' || view.snapshot !== null
        ? null
        : async (port, type) => (await fetchHosts({ scopeQuery, port, type }, project.kind)).hosts,
  })
}
