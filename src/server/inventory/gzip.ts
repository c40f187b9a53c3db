import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

import { ImportError } from './import-error.ts'
import { prepend, withHead } from './streams.ts'

/** As much as the length in a gzip file can tell. What packs to less is more likely a bomb than a scan. */
const MAX_UNPACKED = 4_294_967_296 // bytes

/**
 * The bytes that gzip packed, unpacked as they are read; others as they are.
 *
 * @throws {ImportError} where the packed data is cut off, damaged, or unpacks to more than `max` bytes
 */
export async function* unpack(
  bytes: AsyncIterable<Uint8Array>,
  label: string,
  max = MAX_UNPACKED,
): AsyncGenerator<Uint8Array> {
  const pieces = withHead(bytes, 2)
  const first = await pieces.next()
  if (first.done === true) return
  const all = prepend(first.value, pieces)
  const [one, two] = first.value
  if (one !== 0x1f || two !== 0x8b) return yield* all

  const gunzip = createGunzip()
  pipeline(Readable.from(all), gunzip, () => undefined) // what goes wrong in either is thrown by the loop
  let size = 0
  try {
    for await (const piece of gunzip as AsyncIterable<Uint8Array>) {
      // as a stream of bytes gives them
      size += piece.length
      if (size > max)
        throw new ImportError(label, null, `expected at most ${max} bytes when unpacked, found more`)
      yield piece
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))) throw error
    throw new ImportError(
      label,
      null,
      `expected data of gzip, found ${DAMAGE[String(error.code)] ?? 'damaged data'}`,
    )
  }
}

const DAMAGE: Readonly<Record<string, string>> = { Z_BUF_ERROR: 'the end of the file: it is truncated' }
