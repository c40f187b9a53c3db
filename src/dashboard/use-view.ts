import { useQueryStates } from 'nuqs'
import type { Values } from 'nuqs'
import { useMemo } from 'react'

import type { Filter } from '#analysis/breakdown.ts'
import type { PortFilter } from '#analysis/port-filter.ts'

import { NO_FILTER, portFilterOf, portParameters, VIEW_PARAMETERS } from './view.ts'

export type View = Values<typeof VIEW_PARAMETERS>

/** A change of the view: parameters to set, `null` for their default. */
export type ViewChange = { [Name in keyof View]?: View[Name] | null }

/** The view of the address bar, and the only way to change it. */
export function useView() {
  const [view, setView] = useQueryStates(VIEW_PARAMETERS)
  const filter = useMemo<Filter>(
    () => ({ port: portFilterOf(view.port, view.port_string), types: view.type, statuses: view.status }),
    [view.port, view.port_string, view.type, view.status],
  )
  const actions = useMemo(() => {
    /** A step that Back undoes. */
    const change = (values: ViewChange) => void setView(values, { history: 'push' })
    return {
      change,
      /** Changes which rows are shown, hence begins at their first page. */
      choose: (values: ViewChange) => change({ ...values, page: null }),
      /** A filter while it is typed: its first letter is a step, the others belong to it. */
      type: (port: PortFilter, firstLetter: boolean) =>
        void setView({ ...portParameters(port), page: null }, { history: firstLetter ? 'push' : 'replace' }),
      clear: () => change(NO_FILTER),
    }
  }, [setView])
  return { view, filter, ...actions }
}

export type ViewActions = Omit<ReturnType<typeof useView>, 'view' | 'filter'>
