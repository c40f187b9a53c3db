import { printQuery } from '#analysis/query/query.ts'
import type { ServersQuery } from '#contract/servers-query.ts'
import { useServers } from '#data/servers.ts'
import { DEFAULT_SINCE, momentOf } from '#view/since.ts'

import { useChosenScope, useScope } from './scope-context.tsx'
import { useView } from './view-context.tsx'

/** Which servers the view asks for. */
export function useServersQuery(): ServersQuery {
  const { scopeQuery } = useChosenScope()
  const { view, filter } = useView()
  const { snapshot, since, servers_sort: sort, page, size } = view
  return {
    scopeQuery,
    ...(snapshot !== null && { snapshot }),
    filter: { q: printQuery(filter.query), types: filter.types, statuses: filter.statuses },
    since: momentOf(since ?? DEFAULT_SINCE),
    sort: { key: sort.column, descending: sort.descending },
    limit: size,
    offset: (Math.max(1, page) - 1) * size,
  }
}

/** The page of servers that the view shows. */
export function useShownServers() {
  const { mark } = useScope()
  return useServers(useServersQuery(), mark)
}
