import { randomBytes } from 'node:crypto'
import { createHash } from 'node:crypto'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'

import { fc } from '@fast-check/vitest'
import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AppParts } from '#server/http/app.ts'
import { compressedFile } from '#server/http/static-files.ts'
import type { Store } from '#server/store/types.ts'
import { createTestApp, openTestStore, TEST_PAGE, TOKEN } from '#test/server/test-app.ts'

const none = () => Promise.reject(new Error('the page asks for no data'))
const NO_DATA: AppParts['store'] = {
  rowSet: none,
  extent: none,
  changes: none,
  course: none,
  portHistory: none,
  knowsServers: none,
  moments: none,
  portHosts: none,
  projects: none,
  hasProject: none,
  projectKind: none,
  views: { list: none, save: none, rename: none, forget: none },
  audit: { note: none, list: none },
  alerts: { rules: none, add: none, change: none, remove: none, deliveries: none },
  tickets: { keep: none, take: none },
  recordInventory: none,
  describeProject: none,
  document: none,
  changeDocument: none,
}
const SCRIPT = '/assets/index-AbCd1234.js'

let store: Store
let visit: Awaited<ReturnType<typeof createTestApp>>['visit']
beforeAll(async () => {
  store = await openTestStore()
  ;({ visit } = await createTestApp({ ...NO_DATA, sessions: store.sessions, tokens: store.tokens }))
})
afterAll(() => store.close())

test('the page has one address, and its files their own', async () => {
  const answer = await visit('/')
  expect([answer.headers.get('Content-Type'), await answer.text()]).toEqual([
    'text/html; charset=utf-8',
    '<!doctype html><title>Openports</title>',
  ])
  expect((await visit('/favicon.svg')).headers.get('Content-Type')).toBe('image/svg+xml; charset=utf-8')
  expect((await visit('/?port=443&sort=-servers')).status).toBe(200)
  for (const path of ['/index.html', '/ports', '/assets', '/assets/', '/assets/index.js'])
    expect([path, (await visit(path)).status]).toEqual([path, 404])
})

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8'

test('a browser that opens an address without a page gets one, with the way to the page there is', async () => {
  for (const [language, says] of [
    ['en-GB,en;q=0.9', '<a href="/">Go to the open ports</a>'],
    ['zh-CN,zh;q=0.9,en;q=0.8', '<a href="/">前往开放端口</a>'],
  ] as const) {
    const answer = await visit('/nope', { Accept: BROWSER, 'Accept-Language': language })
    expect(answer.status).toBe(404)
    expect(answer.headers.get('Content-Type')).toBe('text/html; charset=UTF-8')
    const body = await answer.text()
    const style = /<style>(.*)<\/style>/s.exec(body)?.[1] ?? ''
    expect(answer.headers.get('Content-Security-Policy')).toBe(
      `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    )
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    expect(body).toContain(says)
  }
})

test.each([
  ['/nope', '*/*'],
  ['/nope', 'application/json'],
  ['/nope', 'application/json, text/html;q=0.9'],
  ['/nope', ''],
  ['/api', BROWSER],
  ['/api/nope', BROWSER],
  ['/v5', BROWSER],
  ['/v5/nope', BROWSER],
])('a client that asks for %s and takes "%s" is refused in JSON', async (path, accept) => {
  const answer = await visit(path, { Accept: accept, 'X-Auth-Token': TOKEN })
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([
    404,
    'application/json; charset=utf-8',
  ])
  expect(await answer.json()).toMatchObject({ error_msg: 'Path not found.' })
})

test.each([
  ['br', 'gzip, deflate, br, zstd', brotliDecompressSync],
  ['zstd', 'zstd, br;q=0.5', zstdDecompressSync],
  ['gzip', 'gzip, br;q=0', gunzipSync],
])('a file is sent as %s to who takes "%s"', async (coding, accepted, decompress) => {
  const plain = await visit(SCRIPT)
  const packed = await visit(SCRIPT, { 'Accept-Encoding': accepted })
  expect(plain.headers.get('Content-Encoding')).toBeNull()
  expect(packed.headers.get('Content-Encoding')).toBe(coding)
  for (const answer of [packed, plain]) expect(answer.headers.get('Vary')).toBe('Accept-Encoding')
  const [small, large] = [Buffer.from(await packed.bytes()), Buffer.from(await plain.bytes())]
  expect(Number(packed.headers.get('Content-Length'))).toBe(small.length)
  expect(small.length).toBeLessThan(large.length)
  expect(decompress(small).equals(large)).toBe(true)
})

test('a file that does not get smaller is sent as it is', async () => {
  const icon = await visit('/favicon.svg', { 'Accept-Encoding': 'gzip, br' })
  expect([icon.headers.get('Content-Encoding'), icon.headers.get('Vary')]).toEqual([null, null])
})

test('a large file is sent from the memory that it was read into, however many ask for it', async () => {
  const large = await compressedFile(SCRIPT, Buffer.from(randomBytes(200_000).toString('base64')))
  const page = { ...TEST_PAGE, files: new Map([...TEST_PAGE.files, [SCRIPT, large]]) }
  const { visit } = await createTestApp(
    { ...NO_DATA, sessions: store.sessions, tokens: store.tokens },
    { page },
  )
  const script = page.files.get(SCRIPT)
  for (const [encoding, bytes] of [
    ['br', script?.encoded.br],
    ['gzip', script?.encoded.gzip],
    ['identity', script?.body],
  ] as const) {
    const sent = await (await visit(SCRIPT, { 'Accept-Encoding': encoding })).body?.getReader().read()
    expect(sent?.value?.buffer).toBe(bytes?.buffer)
  }
})

test('what is named after its content is kept for good, the rest is asked for again', async () => {
  expect((await visit(SCRIPT)).headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
  const icon = await visit('/favicon.svg')
  expect(icon.headers.get('Cache-Control')).toBe('no-cache')
  const again = await visit('/favicon.svg', { 'If-None-Match': icon.headers.get('ETag') ?? '' })
  expect([again.status, await again.text()]).toEqual([304, ''])
})

test('SEC-07: no spelling of a path leads to anything but the files of the page', async () => {
  const files = new Set(['/', ...TEST_PAGE.files.keys()])
  const dots = [
    '..',
    '.',
    '%2e%2e',
    '%2E.',
    '%252e%252e',
    '%c0%ae%c0%ae',
    '%e0%80%ae',
    '..;',
    '....',
    '%00',
    '%uff0e',
  ]
  const slashes = ['/', '//', '\\', '%2f', '%5c', '%252f', '%c0%af', '/./', '%2f%2f']
  const names = [
    'assets',
    'index-AbCd1234.js',
    'favicon.svg',
    'index.html',
    'etc',
    'passwd',
    'package.json',
    'C:',
    'src',
    'data',
    'openports.db',
    '~',
    '.git',
    'config',
  ]
  const part = fc.oneof(fc.constantFrom(...dots), fc.constantFrom(...names), fc.string({ maxLength: 4 }))
  const path = fc
    .array(fc.tuple(fc.constantFrom(...slashes), part), { minLength: 1, maxLength: 8 })
    .map((parts) => `/${parts.flat().join('')}`)
  await fc.assert(
    fc.asyncProperty(path, async (path) => {
      const { pathname } = new URL(`http://127.0.0.1:4040${path}`)
      const known = files.has(pathname) || pathname === '/livez'
      const answer = await visit(`http://127.0.0.1:4040${path}`)
      expect([200, 401, 404]).toContain(answer.status)
      expect([path, answer.status === 200]).toEqual([path, known])
    }),
    { numRuns: 10_000 },
  )
}, 30_000)
