import fc from 'fast-check'
import { expect, test } from 'vitest'

import { fileOf } from './testing.ts'
import { clean, readLines } from './text.ts'

test('lines are the same however the bytes arrive and however lines end', async () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !/[\r\n\uFEFF]/.test(text))
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 8 }),
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 20 }),
      async (lines, end, piece) => {
        const read: [number, string][] = []
        const file = fileOf(lines.map((line) => line + end).join(''), 'h1', piece)
        for await (const { text, number } of readLines(file)) read.push([number, text])
        expect(read).toEqual(lines.map((line, i) => [i + 1, line]))
      },
    ),
  )
})

test.each(['utf16le', 'utf16be'])('text of %s is known by its byte order mark', async (encoding) => {
  const bytes = Buffer.from('\uFEFFé\r\n€\n', 'utf16le')
  const file = fileOf(encoding === 'utf16le' ? bytes : bytes.swap16(), 'h1', 1)
  const lines: string[] = []
  for await (const { text } of readLines(file)) lines.push(text)
  expect(lines).toEqual(['é', '€'])
})

test('a character cut off at the end is not UTF-8', async () => {
  const file = fileOf(new Uint8Array([0x61, 0x0a, 0xc3]))
  const reading = async () => {
    for await (const { text } of readLines(file)) expect(text).toBe('a')
  }
  await expect(reading()).rejects.toThrow('scan, line 2: expected UTF-8 text, found other bytes')
})

test('clean text has no control and no half characters, and stays as it is when cleaned again', () => {
  const unit = fc.oneof(fc.nat(0xff), fc.nat(0xffff), fc.integer({ min: 0xd800, max: 0xdfff }))
  const units = fc.array(unit, { maxLength: 20 }).map((codes) => String.fromCharCode(...codes))
  fc.assert(
    fc.property(units, (text) => {
      const cleaned = clean(text, fileOf(''), 1)
      expect(cleaned).not.toMatch(/\p{Cc}/u)
      expect(cleaned.isWellFormed()).toBe(true)
      expect(clean(cleaned, fileOf(''), 1)).toBe(cleaned)
    }),
  )
})
