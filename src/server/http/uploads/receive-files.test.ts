import { readdir, readFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { receiveFiles } from './receive-files.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openports-receive-'))
})
afterEach(() => rm(folder, { recursive: true }))

const HEAD = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
const headers = new Headers({ 'Content-Type': 'multipart/form-data; boundary=x' })

/** A body that sends these pieces, and then does as told. */
const bodyOf = (pieces: readonly string[], end: 'end' | 'silence' | 'failure') => {
  let sent = 0
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => {
      const piece = pieces[sent++]
      if (piece !== undefined) controller.enqueue(Uint8Array.from(Buffer.from(piece)))
      else if (end === 'end') controller.close()
      else if (end === 'failure') controller.error(new Error('aborted'))
      else return new Promise(() => undefined)
      return undefined
    },
  })
}

const receive = (pieces: readonly string[], end: 'end' | 'silence' | 'failure', stall = 10_000) =>
  receiveFiles({ headers, body: bodyOf(pieces, end) }, { folder, maxBytes: 1_000, stall })

test('files come as they were sent, however their bytes are cut, and go when they are discarded', async () => {
  const form = `${HEAD}line\r\n--y\r\n\r\n--x--\r\n`
  const { scans, discard } = await receive(form.split(''), 'end')
  expect(await Promise.all(scans.map(({ path }) => readFile(path, 'utf8')))).toEqual(['line\r\n--y\r\n'])
  expect(scans).toMatchObject([{ name: 'a.txt' }])
  await discard()
  expect(await readdir(folder)).toEqual([])
})

test('F54: of an upload that stalls, breaks off or is cut off, nothing is left', async () => {
  await expect(receive([HEAD, 'some'], 'silence', 50)).rejects.toMatchObject({ status: 408 })
  await expect(receive([HEAD, 'some'], 'failure')).rejects.toMatchObject({ status: 400 })
  await expect(receive([HEAD, 'some'], 'end')).rejects.toMatchObject({ status: 400 })
  await expect(receive([], 'end')).rejects.toMatchObject({ status: 400 })
  await expect(receive([HEAD, 'x'.repeat(2_000_000)], 'silence')).rejects.toMatchObject({ status: 413 })
  expect(await readdir(folder)).toEqual([])
})
