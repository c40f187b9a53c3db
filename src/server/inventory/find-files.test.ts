import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { namedFiles } from './find-files.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openports-find-'))
})
afterEach(() => rm(folder, { recursive: true }))

const listed = (content: string, files: string[] = []) =>
  namedFiles({ files, filesFrom: '-' }, Readable.from([Buffer.from(content)]))

test('a list names more files, one a line, as find and Windows write it', async () => {
  expect(await listed('a b.xml\n\nc/d.txt', ['first.xml'])).toEqual(['first.xml', 'a b.xml', 'c/d.txt'])
  expect(await listed('a.xml\r\nb.xml\r\n')).toEqual(['a.xml', 'b.xml'])
  expect(await listed('a\nb.xml\0c.xml\0')).toEqual(['a\nb.xml', 'c.xml'])
  await writeFile(join(folder, 'list'), 'a.xml\n')
  expect(await namedFiles({ files: [], filesFrom: join(folder, 'list') }, Readable.from([]))).toEqual([
    'a.xml',
  ])
})

test('a list that is not there, or names nothing, is refused', async () => {
  await expect(listed('\n')).rejects.toThrow('standard input: lists no files; expected one path per line')
  await expect(
    namedFiles({ files: ['a'], filesFrom: join(folder, 'none') }, Readable.from([])),
  ).rejects.toThrow('none: cannot be read: there is no such file')
})
