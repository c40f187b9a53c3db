import { useLayoutEffect, useRef } from 'react'

import { usePorts } from '#dashboard/core/ports-context.tsx'
import { openRow } from '#dashboard/core/row-place.ts'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'

/**
 * Turns the table to the row of the link that the page was opened by, in the place of that link. Not to one that was
 * opened or gone back to since, and not where the link names a page.
 */
export function useLinkedRow(): void {
  const ports = usePorts()
  const { view } = useView()
  const { replace } = useViewActions()
  const hasCome = useRef(false)
  useLayoutEffect(() => {
    if (hasCome.current || !ports.isRead) return
    hasCome.current = true
    const { row, page } = view
    if (row !== null && page === 1 && view.view === null) replace(openRow(ports, view, row))
  }, [ports, view, replace])
}
