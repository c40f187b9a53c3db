/** What a reader does who goes elsewhere on the page. */
const OWN_STEPS = ['pointerdown', 'wheel', 'keydown'] as const

/**
 * Brings a row into view, and beside the table the panel as well, which stays where the table begins; and again when what
 * stands above them comes late and pushes them away, until the reader does something. Who opened the panel from its row, or
 * goes on from row to row in it, has it in sight. A frame is scrolled by the page around it.
 *
 * @param row The id of the button in the row; null where the table does not show the row.
 * @returns What lets go.
 */
export function keepInView(panel: HTMLElement, row: string | null): () => void {
  if (panel.closest('[data-embedded]')) return () => {}
  const button = row === null ? null : document.getElementById(row)
  const isInSight =
    panel.contains(document.activeElement) || (button !== null && document.activeElement === button)
  const bring = () => {
    const isLow = panel.getBoundingClientRect().top > innerHeight / 3
    if (isLow && !isInSight && getComputedStyle(panel).position === 'sticky')
      panel.scrollIntoView({ block: 'start' })
    if (row !== null) document.getElementById(row)?.closest('tr')?.scrollIntoView({ block: 'nearest' })
  }
  bring()

  let at = scrollY
  const end = new AbortController()
  const growth = new ResizeObserver(() => {
    if (scrollY !== at) return end.abort() // somebody else scrolled
    bring()
    at = scrollY
  })
  growth.observe(document.body)
  end.signal.addEventListener('abort', () => growth.disconnect())
  for (const step of OWN_STEPS)
    addEventListener(step, () => end.abort(), { capture: true, passive: true, signal: end.signal })
  return () => end.abort()
}
