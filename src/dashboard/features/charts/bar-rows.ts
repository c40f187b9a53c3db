/** What a bar chart shows: rows of bars, in each row one beside the other. */
export type BarChartData = {
  rows: readonly BarRow[]
  /** What the full width stands for. */
  most: number
  look: BarLook
}

export type BarRow = { name: string; bars: readonly Bar[] }

/** `key` is the same in each row. `values` says of which values the bar is (`valueProps`). */
type Bar = { key: string; size: number; fill: string; values: Readonly<Record<string, string>> }

/** In px: the height of a row, what is above and below its bars, and how round they are. */
type BarLook = { rowHeight: number; gap: number; radius: number; hasEdge: boolean }

/** px. What is there is seen, however little it is beside the rest. */
export const LEAST_WIDTH = 5

/** Between bars that touch. */
export const EDGE = { stroke: 'var(--color-surface)', strokeWidth: 2 }
