import type { Paint, Picture, Shape } from './picture.ts'

const MARGIN = 18 // px

/** What a chart has for its readers alone: texts for screen readers, and controls. */
const LEFT_OUT = '.sr-only, fieldset, input, select, [popover], [data-no-picture], defs, title, desc'

/**
 * Takes a chart off the page as it is painted now: the shapes of its SVGs and the texts around them, with the colours of
 * the theme. Charts here are part SVG, part HTML, so neither alone would be a picture.
 */
export function readPicture(chart: Element): Picture {
  const bounds = chart.getBoundingClientRect()
  const origin = { x: bounds.left - MARGIN, y: bounds.top - MARGIN }
  const colours = colourReader()
  const shapes: Shape[] = []
  const walker = document.createTreeWalker(chart, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    if (!(node instanceof Element)) return NodeFilter.FILTER_ACCEPT
    const { display, visibility } = getComputedStyle(node)
    const isOut = node.matches(LEFT_OUT) || display === 'none' || visibility === 'hidden'
    return isOut ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT
  })
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof SVGGeometryElement) {
      const shape = readShape(node, origin, colours)
      if (shape) shapes.push(shape)
    } else if (node instanceof Text) shapes.push(...readText(node, chart, origin, colours))
  }
  return {
    width: Math.ceil(bounds.width) + 2 * MARGIN,
    height: Math.ceil(bounds.height) + 2 * MARGIN,
    background: colours(backgroundOf(chart)) ?? { colour: '#ffffff', opacity: 1 },
    shapes,
  }
}

type Point = { x: number; y: number }
type ColourReader = (css: string) => Paint | null

function readShape(element: SVGGeometryElement, origin: Point, colours: ColourReader): Shape | null {
  const d = outlineOf(element)
  const matrix = element.getScreenCTM()
  if (d === null || matrix === null) return null
  const style = getComputedStyle(element)
  const stroke = colours(style.stroke)
  const fill = colours(style.fill)
  if (fill === null && stroke === null) return null
  return {
    kind: 'path',
    d,
    matrix: [matrix.a, matrix.b, matrix.c, matrix.d, matrix.e - origin.x, matrix.f - origin.y],
    fill,
    stroke: stroke && { ...stroke, width: Number.parseFloat(style.strokeWidth) },
  }
}

/** The outline of the shapes that charts are made of; null for a kind that none has. */
function outlineOf(element: SVGGeometryElement): string | null {
  if (element instanceof SVGPathElement) return element.getAttribute('d')
  if (element instanceof SVGCircleElement) {
    const [x, y, r] = [element.cx, element.cy, element.r].map((length) => length.baseVal.value)
    return `M${Number(x) - Number(r)},${y}a${r},${r} 0 1 0 ${2 * Number(r)},0a${r},${r} 0 1 0 ${-2 * Number(r)},0Z`
  }
  if (element instanceof SVGLineElement) {
    const [x1, y1, x2, y2] = [element.x1, element.y1, element.x2, element.y2].map(
      ({ baseVal }) => baseVal.value,
    )
    return `M${x1},${y1}L${x2},${y2}`
  }
  if (!(element instanceof SVGRectElement)) return null
  const { x, y, width, height } = element.getBBox() // a style may say how wide it is
  const r = Math.min(element.rx.baseVal.value, width / 2, height / 2)
  const corner = (dx: number, dy: number) => (r === 0 ? '' : `a${r},${r} 0 0 1 ${dx},${dy}`)
  return `M${x + r},${y}h${width - 2 * r}${corner(r, r)}v${height - 2 * r}${corner(-r, r)}h${2 * r - width}${corner(-r, -r)}v${2 * r - height}${corner(r, -r)}Z`
}

/** A text line by line, as it is broken and cut off on the page. */
function readText(node: Text, chart: Element, origin: Point, colours: ColourReader): Shape[] {
  const element = node.parentElement
  if (element === null || node.data.trim() === '') return []
  const style = getComputedStyle(element)
  const fill = colours(element instanceof SVGElement ? style.fill : style.color)
  if (fill === null) return []
  const font = { family: style.fontFamily, size: Number.parseFloat(style.fontSize), weight: style.fontWeight }
  const measure = measuring(`${font.weight} ${font.size}px ${font.family}`)
  const clip = clipOf(element, chart)
  const isEnd = style.textAlign === 'right' || style.textAlign === 'end'
  return linesOf(node).flatMap(({ text, left, right, top, bottom }) => {
    if (bottom > clip.bottom + 1) return [] // a line that is clamped away
    const shown = right <= clip.right + 1 ? text : cut(text, clip.right - left, measure)
    return {
      kind: 'text' as const,
      text: shown,
      x: (isEnd && shown === text ? right : left) - origin.x,
      y: top + measure('').fontBoundingBoxAscent - origin.y,
      anchor: isEnd && shown === text ? ('end' as const) : ('start' as const),
      length: shown === text ? right - left : measure(shown).width,
      font,
      fill,
    }
  })
}

type Line = { text: string; left: number; right: number; top: number; bottom: number }

/** The lines of a text: characters of one line share its top. */
function linesOf(node: Text): Line[] {
  const lines: Line[] = []
  const range = document.createRange()
  let at = 0
  for (const character of node.data) {
    range.setStart(node, at)
    range.setEnd(node, (at += character.length))
    const box = range.getClientRects()[0]
    if (box === undefined) continue
    const line = lines.at(-1)
    if (line === undefined || Math.abs(line.top - box.top) > 2) {
      if (character.trim() === '') continue // the blank at which a line was broken
      lines.push({ text: character, left: box.left, right: box.right, top: box.top, bottom: box.bottom })
    } else {
      line.text += character
      line.right = box.right
    }
  }
  return lines
}

/** The box beyond which an element of the chart shows no text. */
function clipOf(element: Element, chart: Element): { right: number; bottom: number } {
  for (let above: Element | null = element; above !== null && above !== chart; above = above.parentElement) {
    if (!(above instanceof SVGElement) && getComputedStyle(above).overflowX !== 'visible') {
      return above.getBoundingClientRect()
    }
  }
  return { right: Infinity, bottom: Infinity }
}

function cut(text: string, width: number, measure: (text: string) => TextMetrics): string {
  const characters = Array.from(text)
  while (characters.length > 0 && measure(`${characters.join('')}…`).width > width) characters.pop()
  return `${characters.join('').trimEnd()}…`
}

function measuring(font: string): (text: string) => TextMetrics {
  const context = canvas()
  context.font = font
  return (text) => context.measureText(text)
}

/** Reads any colour of CSS, `oklch(…)` among them, by painting a pixel with it; null for one that is not seen. */
function colourReader(): ColourReader {
  const context = canvas()
  const known = new Map<string, Paint | null>([['none', null]])
  return (css) => {
    const seen = known.get(css)
    if (seen !== undefined) return seen
    context.clearRect(0, 0, 1, 1)
    context.fillStyle = css
    context.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data
    const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')
    const paint = alpha === 0 ? null : { colour: `#${hex}`, opacity: alpha / 255 }
    known.set(css, paint)
    return paint
  }
}

function backgroundOf(element: Element): string {
  for (let above: Element | null = element; above !== null; above = above.parentElement) {
    const { backgroundColor } = getComputedStyle(above)
    if (!/^(?:transparent|rgba\(.*, 0\))$/.test(backgroundColor)) return backgroundColor
  }
  return '#ffffff'
}

function canvas(): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('this browser draws on no canvas')
  return context
}
