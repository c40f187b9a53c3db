import { createContext, use, useEffect, useMemo } from 'react'
import type { ReactNode } from 'react'

import type { Filter } from '#analysis/breakdown.ts'
import { useProjects } from '#data/projects.ts'
import { useAddress } from '#view/use-address.ts'
import type { ViewActions } from '#view/use-address.ts'
import { filterOf } from '#view/view.ts'
import type { View } from '#view/view.ts'

const ViewContext = createContext<{ view: View; filter: Filter } | null>(null)
const ActionsContext = createContext<ViewActions | null>(null)

/**
 * The view of the address, with its project by name. An address without a project means the server's first one, and that
 * is another project after the first import. So the page writes the project that it shows into the address, in the place
 * of the one that was opened: a copy or a bookmark of it leads to the same data.
 */
export function ViewProvider({ children }: { children: ReactNode }) {
  const { view: asked, filter, actions } = useAddress()
  const first = useProjects().data?.[0]?.id ?? null
  useEffect(() => {
    if (asked.project === null && first !== null) actions.replace({ project: first })
  }, [asked.project, first, actions])
  const project = asked.project ?? first
  const value = useMemo(() => ({ view: { ...asked, project }, filter }), [asked, project, filter])
  return (
    <ActionsContext value={actions}>
      <ViewContext value={value}>{children}</ViewContext>
    </ActionsContext>
  )
}

/** A view that is not the address's, and that does not change. */
export function FixedView({ view, children }: { view: View; children: ReactNode }) {
  const value = useMemo(() => ({ view, filter: filterOf(view) }), [view])
  return <ViewContext value={value}>{children}</ViewContext>
}

/** The view of the address, and which rows it asks for. */
export function useView(): { view: View; filter: Filter } {
  const value = use(ViewContext)
  if (value === null) throw new Error('no ViewProvider above this component')
  return value
}

/** What changes the view. Apart from it, since these stay the same: what only acts is not drawn again with each step. */
export function useViewActions(): ViewActions {
  const actions = use(ActionsContext)
  if (actions === null) throw new Error('no ViewProvider above this component')
  return actions
}
