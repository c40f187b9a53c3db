/**
 * What a chart looks like, taken off the page: shapes in the order in which they are painted, in CSS pixels from the top
 * left corner; width and height are whole. Colours are `#rrggbb` with an opacity from 0 to 1, which every program that opens an SVG knows.
 */
export type Picture = { width: number; height: number; background: Paint; shapes: readonly Shape[] }

export type Paint = { colour: string; opacity: number }

export type Shape =
  | {
      kind: 'path'
      /** The outline in coordinates of its own, as SVG writes it. */
      d: string
      /** From those to the picture's: `[a, b, c, d, e, f]` of an affine matrix. */
      matrix: readonly [number, number, number, number, number, number]
      fill: Paint | null
      stroke: (Paint & { width: number }) | null
    }
  | {
      kind: 'text'
      text: string
      /** Where its baseline begins, or ends when the text is set to the right. */
      x: number
      y: number
      anchor: 'start' | 'end'
      /** How long it is: where the font is another, its letters are fitted in. */
      length: number
      font: { family: string; size: number; weight: string }
      fill: Paint
    }
