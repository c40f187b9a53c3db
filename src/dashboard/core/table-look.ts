import type { View } from '#view/view.ts'

/** The height of a row: 32 px, dense 28, and 44 for fingers whatever was chosen. */
export const rowHeight = (density: View['density']): string =>
  `${density === 'compact' ? 'h-7' : 'h-8 max-sm:h-11'} pointer-coarse:h-11`

/** Marked by colour and by a stroke before it; scrolled to, it stays clear of what is fixed above the table and of the sheet. */
export const OPEN_ROW =
  '*:first:shadow-[inset_3px_0_0_var(--color-accent)] scroll-mt-1 scroll-mb-4 max-xl:scroll-mb-[calc(75dvh+8px)] lg:scroll-mt-[calc(var(--header-height)+var(--bar-height)+var(--spacing)*9.5)]'

/** Classes of a cell. */
export const CELL =
  'truncate border-b border-line px-2 -outline-offset-2! max-sm:px-1.5 first:pl-4.5 last:pr-4.5 max-sm:first:pl-3.5 max-sm:last:pr-3.5 max-sm:last:pl-1'

/** Classes of a head, which stays below the filter bar. */
export const HEAD =
  'top-[calc(var(--header-height)+var(--bar-height))] z-5 h-8.5 border-b border-line bg-sunken px-2 max-sm:px-1.5 max-sm:text-[0.6875rem] first:rounded-tl-card first:pl-4.5 last:rounded-tr-card last:pr-4.5 max-sm:first:pl-3.5 max-sm:last:pr-3.5 max-sm:last:pl-1 lg:sticky'
