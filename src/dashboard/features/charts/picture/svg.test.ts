import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { Shape } from './picture.ts'
import { pictureSvg } from './svg.ts'

const ink = { colour: '#112233', opacity: 1 }
const label = (text: string): Shape => ({
  kind: 'text',
  text,
  x: 1,
  y: 2,
  anchor: 'end',
  length: 14.5,
  font: { family: '"Inter Variable", sans-serif', size: 13, weight: '450' },
  fill: ink,
})
const draw = (...shapes: Shape[]) =>
  pictureSvg({ width: 100, height: 50.005, background: { colour: '#ffffff', opacity: 1 }, shapes }, 'Risk')

test('a picture is one element after the other, with plain numbers and colours', () => {
  const bar: Shape = {
    kind: 'path',
    d: 'M0,0h10v5h-10Z',
    matrix: [1, 0, 0, 1, 3.333, -2],
    fill: { colour: '#aa0000', opacity: 0.5 },
    stroke: { ...ink, width: 2 },
  }
  expect(draw(bar, label('22'))).toBe(
    [
      '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50.01" viewBox="0 0 100 50.01">',
      '<title>Risk</title>',
      '<rect width="100%" height="100%" fill="#ffffff"/>',
      '<path d="M0,0h10v5h-10Z" transform="matrix(1 0 0 1 3.33 -2)" fill="#aa0000" fill-opacity="0.5" stroke="#112233" stroke-width="2"/>',
      '<text x="1" y="2" text-anchor="end" textLength="14.5" lengthAdjust="spacingAndGlyphs" font-family="&quot;Inter Variable&quot;, sans-serif" font-size="13" font-weight="450" fill="#112233" xml:space="preserve">22</text>',
      '</svg>\n',
    ].join('\n'),
  )
})

test('whatever a word is, it stays text', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('</text><script>', '"&\'>', '\0\uFFFE\uD800')),
      (word) => {
        const inside = /preserve">(.*)<\/text>/s.exec(draw(label(word)))?.[1] ?? ''
        expect(inside).not.toMatch(/[<>"\0\uFFFE]|&(?!(?:amp|lt|gt|quot);)/)
        const read = inside
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&amp;', '&')
        expect(read.length).toBe(word.length)
      },
    ),
  )
})
