import type { Paint, Picture, Shape } from './picture.ts'

/** A picture as an SVG that stands by itself: no style sheet, no script, no variable of the page. */
export function pictureSvg({ width, height, background, shapes }: Picture, title: string): string {
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}">`,
    `<title>${text(title)}</title>`,
    `<rect width="100%" height="100%"${paint('fill', background)}/>`,
    ...shapes.map(element),
    '</svg>',
  ]
  return `${lines.join('\n')}\n`
}

function element(shape: Shape): string {
  if (shape.kind === 'path') {
    const { d, matrix, fill, stroke } = shape
    const outline = stroke === null ? '' : `${paint('stroke', stroke)} stroke-width="${n(stroke.width)}"`
    return `<path d="${text(d)}" transform="matrix(${matrix.map(n).join(' ')})"${paint('fill', fill)}${outline}/>`
  }
  const { x, y, anchor, length, font, fill } = shape
  const end = anchor === 'end' ? ' text-anchor="end"' : ''
  return `<text x="${n(x)}" y="${n(y)}"${end} textLength="${n(length)}" lengthAdjust="spacingAndGlyphs" font-family="${text(font.family)}" font-size="${n(font.size)}" font-weight="${text(font.weight)}"${paint('fill', fill)} xml:space="preserve">${text(shape.text)}</text>`
}

function paint(name: 'fill' | 'stroke', value: Paint | null): string {
  if (value === null) return ` ${name}="none"`
  return ` ${name}="${text(value.colour)}"${value.opacity < 1 ? ` ${name}-opacity="${n(value.opacity)}"` : ''}`
}

/** A hundredth of a pixel is finer than the eye. */
const n = (value: number): string => String(Math.round(value * 100) / 100)

/** Fit for an attribute and for an element. What XML 1.0 cannot hold, escaped or not, becomes the replacement character. */
const text = (value: string): string =>
  value
    .toWellFormed()
    .replaceAll(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
