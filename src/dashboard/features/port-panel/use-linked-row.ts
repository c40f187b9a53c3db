import { useLayoutEffect, useRef } from 'react'

import { openRow } from '#dashboard/core/row-place.ts'
import type { Ports } from '#dashboard/core/use-ports.ts'
import type { View, ViewActions } from '#view/use-view.ts'

/**
 * Turns the table to the row of the link that the page was opened by, in the place of that link. Not to one that was
 * opened or gone back to since, and not where the link names a page.
 */
export function useLinkedRow(ports: Ports, { row, page, size }: View, actions: ViewActions): void {
  const hasCome = useRef(false)
  useLayoutEffect(() => {
    if (hasCome.current || !ports.isRead) return
    hasCome.current = true
    if (row !== null && page === 1) actions.replace(openRow(ports, size, row))
  }, [ports, row, page, size, actions])
}
