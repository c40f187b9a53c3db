import { fc } from '@fast-check/vitest'
import { expect, test } from 'vitest'

import { inChunks } from './content.ts'

test('the pieces are the whole, of the same memory, and none is large', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 300_000 }), async (length) => {
      const bytes = new Uint8Array(length).map((_, i) => i % 251)
      const pieces: Uint8Array[] = []
      const body = inChunks(bytes)
      if (body instanceof Uint8Array) pieces.push(body)
      else for await (const piece of body) pieces.push(piece)
      expect(Buffer.concat(pieces).equals(bytes)).toBe(true)
      expect(pieces.every(({ buffer }) => buffer === bytes.buffer)).toBe(true)
      expect(Math.max(0, ...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(65_536)
    }),
    { numRuns: 50 },
  )
})
