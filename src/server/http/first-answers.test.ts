import { afterAll, beforeAll, expect, test } from 'vitest'

import { COLUMNS_TYPE } from '#contract/columns.ts'
import { FIRST_ANSWERS_ID } from '#contract/first-answers.ts'
import type { FirstAnswers } from '#contract/first-answers.ts'
import { PROJECTS_PATH } from '#contract/projects.ts'
import { SESSION_PATH } from '#contract/session.ts'
import type { Store } from '#server/store/types.ts'
import { createTestApp, giveToken, openTestStore, testAccess, testOperations } from '#test/server/test-app.ts'

import { staticFile } from './static-files.ts'

const HOSTILE = '</script><script>alert(1)</script><!--<script>$&'
const BEFORE = `<html><head></head><body><script type="application/json" id="${FIRST_ANSWERS_ID}">`
const AFTER = '</script></body></html>'
const index = staticFile('/index.html', Buffer.from(BEFORE + AFTER))
const page = { build: index.tag, index: () => Promise.resolve(index), files: new Map() }
const DOCUMENT = { 'Sec-Fetch-Site': 'none', 'Sec-Fetch-Dest': 'document' }

/** What came with a document; null where it came as it was built. None of it is markup. */
function firstOf(html: string): FirstAnswers | null {
  const data = html.slice(BEFORE.length, -AFTER.length)
  expect([html.startsWith(BEFORE), html.endsWith(AFTER), data.includes('<')]).toEqual([true, true, false])
  return data === '' ? null : (JSON.parse(data) as FirstAnswers) // oxlint-disable-line typescript/no-unsafe-type-assertion -- as the page reads it
}

let store: Store
beforeAll(async () => {
  store = await openTestStore()
  for (const [id, rows] of [
    ['one', 3],
    ['two', 6_000],
  ] as const) {
    await store.describeProject({ id, name: HOSTILE, kind: 'inventory' })
    await store.record(
      { project: id, category: 'host', enterpriseProject: '0' },
      {
        readFrom: '2026-11-24T14:00:00.000Z',
        readTo: '2026-11-24T14:02:00.000Z',
        complete: 1,
        rows: Array.from({ length: rows }, (_, port) => ({
          port,
          type: 'TCP',
          servers: 1,
          status: port === 2 ? HOSTILE : 'normal',
        })),
      },
    )
  }
})
afterAll(() => store.close())

test('a tab gets with its document what the API answers in the session that was opened with it', async () => {
  const { visit } = await createTestApp(store, { page })
  const answer = await visit('/?port=443', DOCUMENT)
  expect(answer.headers.get('Cache-Control')).toBe('no-store')
  expect(answer.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
  const Cookie = answer.headers.get('Set-Cookie')?.split(';')[0] ?? ''
  const first = firstOf(await answer.text())
  const bodyOf = async (path: string) => (await visit(path, { Cookie })).text()
  expect(first?.build).toBe(page.build)
  expect(first?.session.body).toBe(await bodyOf(SESSION_PATH))
  expect(first?.projects?.body).toBe(await bodyOf(PROJECTS_PATH))
  expect(first?.rows?.scopeQuery).toEqual({
    project: 'one',
    category: 'host',
    enterpriseProject: 'all_granted_eps',
  })
  const path = '/v5/one/asset/port/statistics?category=host&enterprise_project_id=all_granted_eps'
  const rows = await visit(path, { Cookie, Accept: COLUMNS_TYPE })
  expect(`W/${first?.rows?.headers['ETag']}`).toBe(rows.headers.get('ETag'))
  const columns = Buffer.from(await rows.arrayBuffer())
  expect(first?.rows?.body).toBe(columns.toString('base64'))
  expect(columns.toString()).toContain(HOSTILE)
})

test('rows come of the scope in the address, and not where there are too many of them', async () => {
  const { visit } = await createTestApp(store, { page })
  const rowsOf = async (search: string) => firstOf(await (await visit(`/${search}`, DOCUMENT)).text())?.rows
  expect(await rowsOf('?project=two')).toBeUndefined()
  expect(await rowsOf('?project=none')).toBeUndefined()
  expect(await rowsOf('?category=container')).toBeUndefined() // never read: the endpoint says so
  expect((await rowsOf('?project=one&enterprise_project_id=0'))?.scopeQuery.enterpriseProject).toBe('0')
})

test('nothing but a tab gets data: no frame, no other site, no program and no subresource', async () => {
  const { visit } = await createTestApp(store, { page })
  const session = { Cookie: (await visit('/', DOCUMENT)).headers.get('Set-Cookie')?.split(';')[0] ?? '' }
  for (const headers of [
    {},
    { 'Sec-Fetch-Site': 'none' },
    { 'Sec-Fetch-Dest': 'document' },
    ...['iframe', 'frame', 'embed', 'object', 'script', 'image', 'empty'].map((destination) => ({
      'Sec-Fetch-Site': 'same-origin',
      'Sec-Fetch-Dest': destination,
    })),
    ...['cross-site', 'same-site'].map((site) => ({ 'Sec-Fetch-Site': site, 'Sec-Fetch-Dest': 'document' })),
  ])
    expect([headers, firstOf(await (await visit('/', { ...session, ...headers })).text())]).toEqual([
      headers,
      null,
    ])
})

test('each user gets what they may see, and a browser without sign-in gets nothing', async () => {
  const { visit } = await createTestApp(store, {
    page,
    access: testAccess(store, { signInMethods: ['token'] }),
  })
  expect(firstOf(await (await visit('/', DOCUMENT)).text())).toBeNull()
  const token = await giveToken(store, 'viewer', [{ projects: ['two'], role: 'viewer' }])
  const signedIn = await visit(
    '/api/sign-in',
    { 'Openports-Action': 'page', 'Sec-Fetch-Site': 'same-origin', 'X-Auth-Token': token },
    'POST',
  )
  const Cookie = signedIn.headers.get('Set-Cookie')?.split(';')[0] ?? ''
  const firstAt = async (search: string) =>
    firstOf(await (await visit(`/${search}`, { ...DOCUMENT, Cookie })).text())
  const first = await firstAt('')
  expect(first?.session.body).toContain('"viewer"')
  expect(first?.projects?.body).toContain('"id":"two"')
  expect(first?.projects?.body).not.toContain('"id":"one"')
  expect(Object.keys((await firstAt('?project=one')) ?? {})).toEqual(['now', 'build', 'session'])
})

test('the page comes without data when the server has no room for it, or cannot read it', async () => {
  const busy = testOperations()
  busy.admission = { ...busy.admission, shedReason: () => 'busy' }
  const { visit } = await createTestApp(store, { page, operations: busy })
  expect(firstOf(await (await visit('/', DOCUMENT)).text())).toBeNull()

  const broken = { ...store, projects: () => Promise.reject(new Error('disk')) }
  const failing = await createTestApp(broken, { page })
  expect(firstOf(await (await failing.visit('/', DOCUMENT)).text())).toBeNull()
  expect(failing.reported.map(({ error }) => error.message)).toEqual(['disk'])
})
