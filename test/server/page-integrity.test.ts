import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { loadPage } from '#server/http/static-files.ts'
import type { Page } from '#server/http/static-files.ts'

let folder: string
let page: Page
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openports-page-'))
  const root = join(import.meta.dirname, '../..')
  await build({ root, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } })
  page = await loadPage(folder)
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

const digestOf = (href: string): string => {
  const body = page.files.get(href.replace(/^\./, ''))?.body ?? new Uint8Array()
  expect(body.length).toBeGreaterThan(0)
  return `sha384-${createHash('sha384').update(body).digest('base64')}`
}

test('SEC-12: every script and style that the document names has to be what was built, byte for byte', async () => {
  const html = Buffer.from((await page.index()).body).toString()
  const tags =
    html.match(
      /<script(?! type="application\/json")[^>]*>|<link[^>]*rel="(?:stylesheet|modulepreload)"[^>]*>/g,
    ) ?? []
  expect(tags.filter((tag) => tag.includes('<script')).length).toBeGreaterThan(1)
  expect(tags.filter((tag) => tag.includes('stylesheet')).length).toBeGreaterThan(0)
  for (const tag of tags)
    expect(tag).toContain(`integrity="${digestOf(/(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? '')}"`)

  const ahead = [...html.matchAll(/ data-(messages-en|messages-zh)="([^"]+)"/g)]
  expect(ahead.map(([, name]) => name)).toEqual(['messages-en', 'messages-zh'])
  for (const file of ahead.flatMap(([, , files = '']) => files.split(' ')))
    expect(file).toBe(`${file.replace(/#.*/, '')}#${digestOf(file.replace(/#.*/, ''))}`)
})
