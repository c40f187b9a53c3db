import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'

import { useShortcuts } from './shortcuts.ts'

/**
 * The focus of a panel: to its heading when it is opened from the page, and back to what opened it when it closes. Escape
 * closes it.
 *
 * @param id Of the button that opens it from its row; others have it as `data-opens`.
 */
export function usePanel(
  id: string,
  onClose: () => void,
): { heading: RefObject<HTMLHeadingElement | null>; close: () => void } {
  const heading = useRef<HTMLHeadingElement>(null)
  /** What opened it, where that was not its row. */
  const opener = useRef<HTMLElement | null>(null)

  useEffect(() => {
    // A reader who opened it from a table reads on here; one who followed a link starts at the top of the page.
    if (expected === id) focusQuietly(heading.current)
    expected = null
    const focused = document.activeElement
    if (!(focused instanceof HTMLElement)) return
    const isOther = focused.dataset['opens'] === id
    opener.current = isOther ? focused : null
    if (isOther || focused.id === id) focusQuietly(heading.current)
  }, [id])

  const close = () => {
    const from = opener.current?.isConnected ? opener.current : document.getElementById(id)
    from?.focus()
    onClose()
  }

  useShortcuts({ escape: close })
  return { heading, close }
}

/**
 * Has the panel of a row take the focus. For what opens it from within another panel: it goes away with that panel, and the focus
 * with it.
 */
export function expectPanel(id: string): void {
  expected = id
}

let expected: string | null = null

/** A panel is brought into view with its row. */
export const focusQuietly = (heading: HTMLElement | null): void => heading?.focus({ preventScroll: true })
