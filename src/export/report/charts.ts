import { html } from 'hono/html'

import type { Html } from './html.ts'

/** One bar: a name, its parts in order with the class that colours each, and the number at its end. */
type ReportBar = {
  name: string
  parts: readonly { value: number; status: string; title: string }[]
  total: string
}

const WIDTH = 440
const NAME = 190
/** Letters of a name that fit there. */
const LETTERS = 26
const TOTAL = 48
const ROW = 22

/**
 * Horizontal bars as SVG, all to one scale. Numbers stand beside the bars; what a part is, its title says, and the table
 * of the report.
 */
export function drawBars(label: string, bars: readonly ReportBar[]): Html {
  const most = Math.max(1, ...bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0)))
  const scale = (WIDTH - NAME - TOTAL) / most
  const rows = bars.map(({ name, parts, total }, row) => {
    const y = row * ROW
    let x = NAME
    const marks = parts.map(({ value, status, title }) => {
      const width = Math.max(1.5, value * scale)
      const mark = html`<rect
        class="${classOf(status)}"
        x="${x.toFixed(1)}"
        y="${y + 5}"
        width="${width.toFixed(1)}"
        height="14"
        rx="2"
        ><title>${title}</title></rect
      >`
      x += width + 1
      return mark
    })
    return html`<text x="0" y="${y + 16}">${shortened(name)}</text>${marks}<text
        x="${WIDTH}"
        y="${y + 16}"
        text-anchor="end"
        >${total}</text
      >`
  })
  return html`<svg role="img" aria-label="${label}" viewBox="0 0 ${WIDTH} ${bars.length * ROW}">${rows}</svg>`
}

const shortened = (name: string): string => (name.length <= LETTERS ? name : `${name.slice(0, LETTERS - 1)}…`)

/** The style's name of a status; a word that we do not know looks like `unknown`. */
export const classOf = (status: string): 'danger' | 'normal' | 'unknown' =>
  status === 'danger' || status === 'normal' ? status : 'unknown'
