/** What a reader does who goes elsewhere on the page. */
const OWN_STEPS = ['pointerdown', 'wheel', 'keydown'] as const

/** What is kept in view: `again` brings it there once more, when the table has turned to it; `end` lets go. */
export type Kept = { again: () => void; end: () => void }

/**
 * Brings a row into view, and beside the table the panel as well, which stays where the table begins; and again when what
 * stands above them comes late and pushes them away, until the reader does something. Who opened the panel from its row, or
 * goes on from row to row in it, has it in sight. A frame is scrolled by the page around it.
 *
 * @param row The id of the button in the row, which the table may not show.
 */
export function keepInView(panel: HTMLElement, row: string): Kept {
  if (panel.closest('[data-embedded]')) return { again: () => {}, end: () => {} }
  const { activeElement } = document
  const isInSight = panel.contains(activeElement) || activeElement?.id === row
  const bring = () => {
    const isLow = panel.getBoundingClientRect().top > innerHeight / 3
    if (isLow && !isInSight && getComputedStyle(panel).position === 'sticky')
      panel.scrollIntoView({ block: 'start' })
    document.getElementById(row)?.closest('tr')?.scrollIntoView({ block: 'nearest' })
  }
  bring()

  let at = scrollY
  const end = new AbortController()
  const again = () => {
    if (end.signal.aborted) return
    bring()
    at = scrollY
  }
  const growth = new ResizeObserver(() => {
    if (scrollY === at) again()
    else end.abort() // the reader or the browser scrolled
  })
  growth.observe(document.body)
  end.signal.addEventListener('abort', () => growth.disconnect())
  for (const step of OWN_STEPS)
    addEventListener(step, () => end.abort(), { capture: true, passive: true, signal: end.signal })
  return { again, end: () => end.abort() }
}
