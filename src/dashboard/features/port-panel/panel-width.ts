import { preference } from '#preferences.ts'

/** How wide the panel beside the table is, in CSS pixels, and how wide it may be made. */
export const PANEL_WIDTHS = { min: 360, default: 420, max: 800 } as const

export const withinWidths = (width: number): number =>
  Math.round(Math.min(PANEL_WIDTHS.max, Math.max(PANEL_WIDTHS.min, width)))

export const panelWidth = preference<`${number}`>('openports-panel-width', (stored) => {
  const width = Number(stored ?? '')
  return `${width > 0 ? withinWidths(width) : PANEL_WIDTHS.default}`
})
