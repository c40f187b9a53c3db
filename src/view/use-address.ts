import { useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { flushSync } from 'react-dom'

import type { NumberValue, Query } from '#analysis/query/query.ts'

import { brushed, brushOf } from './brush.ts'
import { NO_FILTER, queryOf, queryParameters, VIEW_PARAMETERS } from './parameters.ts'
import { filterOf } from './view.ts'
import type { Chosen, ViewChange } from './view.ts'

/** The view of the address bar, and the only way to change it. */
export function useAddress() {
  const [view, setView] = useQueryStates(VIEW_PARAMETERS)
  const { port, port_string, q, type, status } = view
  const filter = useMemo(
    () => filterOf({ port, port_string, q, type, status }),
    [port, port_string, q, type, status],
  )
  const actions = useMemo(() => {
    /** A step that Back undoes. */
    const change = (values: ViewChange) => void setView(values, { history: 'push' })
    return {
      change,
      /** Changes which rows are shown, hence begins at their first page. */
      choose: (values: ViewChange) => change({ ...values, page: null }),
      /** Changes whose rows are shown. Snapshots are numbered by scope, so what is shown then is current. */
      chooseScope: (values: ViewChange) =>
        void setView(
          ({ since }) => ({
            ...values,
            snapshot: null,
            since: typeof since === 'number' ? 'last' : since,
            server: null,
            page: null,
          }),
          { history: 'push' },
        ),
      /** Another filter, however it came about. */
      filterBy: ({ filter, off }: Chosen) =>
        change({
          ...queryParameters(filter.query),
          off,
          type: [...filter.types],
          status: [...filter.statuses],
          page: null,
        }),
      /** A step among many of its kind, as from row to row in the panel: Back undoes them together. */
      replace: (values: ViewChange) => void setView(values, { history: 'replace' }),
      /** A filter while it is typed: its first letter is a step, the others belong to it. */
      type: (query: Query, firstLetter: boolean) =>
        void setView(
          { ...queryParameters(query), page: null },
          { history: firstLetter ? 'push' : 'replace' },
        ),
      /**
       * Another range of ports for what is asked now; null for all of them. Its first step is one that Back undoes. Drawn
       * at once: a pointer's moves come with the frames, and what is put off is drawn a frame behind the hand.
       */
      brush: (range: NumberValue | null, first: boolean) =>
        flushSync(
          () =>
            void setView((now) => ({ ...queryParameters(brushed(queryOf(now), range)), page: null }), {
              history: first ? 'push' : 'replace',
            }),
        ),
      clear: () => change(NO_FILTER),
    }
  }, [setView])
  return { view, filter, actions }
}

/** The range of ports that is asked for: apart from the view, for what follows the hand while all else follows later. */
export function useChosenPorts(): readonly NumberValue[] {
  const [{ port, port_string, q }] = useQueryStates(QUERY_PARAMETERS)
  return useMemo(() => brushOf(queryOf({ port, port_string, q })).chosen, [port, port_string, q])
}

const QUERY_PARAMETERS = {
  port: VIEW_PARAMETERS.port,
  port_string: VIEW_PARAMETERS.port_string,
  q: VIEW_PARAMETERS.q,
}

export type ViewActions = ReturnType<typeof useAddress>['actions']
