import { useChosenScope, useScope } from '#dashboard/core/scope-context.tsx'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { useServers } from '#data/servers.ts'
import { useI18n } from '#i18n/i18n.ts'
import { NO_FILTER } from '#view/parameters.ts'
import { DEFAULT_SINCE, momentOf } from '#view/since.ts'

/** How many servers have a dangerous port that others can reach; lists them. Nothing where that is not known. */
export function BeyondLoopback({ isFixed }: { isFixed: boolean }) {
  const { t } = useI18n()
  const { snapshot, category } = useView().view
  const { scopeQuery } = useChosenScope()
  const { mark } = useScope()
  const actions = useViewActions()
  const { data } = useServers(
    {
      scopeQuery,
      ...(snapshot !== null && { snapshot }),
      filter: { q: '', types: [], statuses: [] },
      since: momentOf(DEFAULT_SINCE),
      sort: { key: 'name', descending: false },
      limit: 1,
      offset: 0,
    },
    mark,
  )
  if (!data?.figures) return null
  const text = t.summary.beyondLoopback(data.figures.affectedBeyondLoopback)
  if (isFixed) return ` · ${text}`
  return (
    <>
      {' · '}
      <button
        type="button"
        className="relative z-1 hover:underline"
        title={t.summary.showBeyondLoopback(category)}
        onClick={() =>
          actions.choose({ ...NO_FILTER, status: ['danger'], q: BEYOND_LOOPBACK, view: 'servers', row: null })
        }
      >
        {text}
      </button>
    </>
  )
}

const BEYOND_LOOPBACK = [{ negated: true, condition: { field: 'reach', values: ['loopback'] } }] as const
