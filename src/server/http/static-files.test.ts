import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { PageError, loadPage } from './static-files.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openports-page-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('a built page is read whole, each file under its path', async () => {
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html>')
  await writeFile(join(folder, 'assets', 'a-12345678.js'), 'void 0;'.repeat(100))
  await writeFile(join(folder, 'robots.txt'), 'x')
  const { index, files } = await loadPage(folder)
  expect((await index()).type).toBe('text/html; charset=utf-8')
  expect([...files.keys()].toSorted()).toEqual(['/assets/a-12345678.js', '/robots.txt'])
  expect(files.get('/assets/a-12345678.js')).toMatchObject({
    isImmutable: true,
    type: 'text/javascript; charset=utf-8',
  })
  expect(files.get('/robots.txt')).toMatchObject({ isImmutable: false, encoded: {} })
})

test('what the build compressed is the same file in other codings, and no file of its own', async () => {
  await writeFile(join(folder, 'index.html'), '<!doctype html>')
  for (const name of ['a.js', 'a.js.br', 'a.js.zst', 'a.js.gz']) await writeFile(join(folder, name), name)
  const { files } = await loadPage(folder)
  expect([...files.keys()]).toEqual(['/a.js'])
  const { body, encoded } = files.get('/a.js')!
  const texts = Object.entries({ ...encoded, identity: body }).map(([coding, bytes]) => [
    coding,
    Buffer.from(bytes).toString(),
  ])
  expect(Object.fromEntries(texts)).toEqual({
    br: 'a.js.br',
    zstd: 'a.js.zst',
    gzip: 'a.js.gz',
    identity: 'a.js',
  })
})

test('a link out of the folder is not a file of the page', async () => {
  await writeFile(join(folder, 'index.html'), '<!doctype html>')
  await symlink('/etc/passwd', join(folder, 'passwd.txt'))
  expect((await loadPage(folder)).files.size).toBe(0)
})

test('a page that was not built says how to build it', async () => {
  for (const missing of [folder, join(folder, 'nowhere')])
    await expect(loadPage(missing)).rejects.toThrow(/^.+ has no built page: npm start builds it$/)
})

test('a file of an unknown kind is refused, as it would be sent with a wrong type', async () => {
  await writeFile(join(folder, 'index.html'), '')
  await writeFile(join(folder, 'tool.exe'), '')
  await expect(loadPage(folder)).rejects.toThrow(PageError)
})
