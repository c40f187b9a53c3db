import { gzipSync } from 'node:zlib'

import fc from 'fast-check'
import { expect, test } from 'vitest'

import { unpack } from './gzip.ts'
import { fileOf } from './testing.ts'

async function unpacked(content: Uint8Array, { piece = 7, max = 1_000_000 } = {}): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const bytes of unpack(fileOf(content, 'h1', piece).bytes(), 'scan', max)) pieces.push(bytes)
  return Buffer.concat(pieces)
}

test('bytes are the same, packed or not, however they arrive', async () => {
  const bytes = fc.uint8Array({ maxLength: 500 }).filter(([one, two]) => one !== 0x1f || two !== 0x8b)
  await fc.assert(
    fc.asyncProperty(bytes, fc.integer({ min: 1, max: 64 }), async (bytes, piece) => {
      expect(await unpacked(bytes, { piece })).toEqual(Buffer.from(bytes))
      expect(await unpacked(gzipSync(bytes), { piece })).toEqual(Buffer.from(bytes))
      expect(await unpacked(Buffer.concat([gzipSync(bytes), gzipSync(bytes)]), { piece })).toHaveLength(
        2 * bytes.length,
      )
    }),
  )
})

test('what unpacks to more than is taken is refused before it is all unpacked', async () => {
  const bomb = gzipSync(Buffer.alloc(2_000_000))
  await expect(unpacked(bomb, { piece: 65_536 })).rejects.toThrow(
    'scan: expected at most 1000000 bytes when unpacked, found more',
  )
})

test('packed data that is cut off or damaged is refused', async () => {
  const packed = gzipSync('<nmaprun>'.repeat(100))
  await expect(unpacked(packed.subarray(0, 30))).rejects.toThrow(
    'scan: expected data of gzip, found the end of the file: it is truncated',
  )
  packed[15] = 0xff
  await expect(unpacked(packed)).rejects.toThrow('scan: expected data of gzip, found damaged data')
})

test('why the bytes themselves could not be read is not lost', async () => {
  const failing = async function* () {
    yield gzipSync('x').subarray(0, 4)
    throw new Error('permission denied')
  }
  const reading = async () => {
    for await (const bytes of unpack(failing(), 'scan')) expect(bytes).toHaveLength(1)
  }
  await expect(reading()).rejects.toThrow('permission denied')
})
