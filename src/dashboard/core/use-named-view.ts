import { createSerializer } from 'nuqs'
import { useEffect, useMemo } from 'react'

import { useProjects } from '#data/projects.ts'
import { VIEW_PARAMETERS } from '#view/parameters.ts'
import { useView } from '#view/use-view.ts'
import type { View } from '#view/use-view.ts'

/**
 * The view of the address, with its project by name. An address without a project means the server's first one, and that
 * is another project after the first import. So the page writes the project that it shows into the address, in the place
 * of the one that was opened: whoever copies or bookmarks it comes back to the same data.
 */
export function useNamedView() {
  const { view: asked, filter, actions } = useView()
  const first = useProjects().data?.[0]?.id ?? null
  useEffect(() => {
    if (asked.project === null && first !== null) actions.replace({ project: first })
  }, [asked.project, first, actions])
  const project = asked.project ?? first
  const view: View = useMemo(() => ({ ...asked, project }), [asked, project])
  return { view, filter, actions }
}

/** Whether two views are written as the same address: one that only came to name its project draws nothing again. */
export const isSameView = (a: { view: View }, b: { view: View }): boolean => write(a.view) === write(b.view)

const write = createSerializer(VIEW_PARAMETERS)
