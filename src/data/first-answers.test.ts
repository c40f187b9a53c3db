import { expect, test } from 'vitest'

import { encodeColumns } from '#analysis/columns.ts'
import { createRowSet } from '#analysis/row-set.ts'
import type { FirstAnswers } from '#contract/first-answers.ts'
import { writeMark } from '#contract/port-statistics.ts'
import { ALL_ENTERPRISE_PROJECTS } from '#contract/scope.ts'

import { takeFirstAnswers } from './first-answers.ts'
import { createQueryClient } from './query-client.ts'
import type { ScopeRows } from './rows.ts'

const ORIGIN = 'http://dashboard.test'
const scopeQuery = {
  project: 'p',
  category: 'host',
  enterpriseProject: ALL_ENTERPRISE_PROJECTS,
} as const
const mark = { id: 7, readFrom: '2026-11-24T14:00:00.000Z', readTo: '2026-11-24T14:02:00.000Z', complete: 1 }
const project = {
  id: 'p',
  name: 'P',
  kind: 'inventory',
  enterpriseProjects: [{ id: '0', name: 'default', scopes: [] }],
}

const answer = (body: unknown, headers = {}) => ({ headers, body: JSON.stringify(body) })
const first = (): FirstAnswers => ({
  now: new Date().toISOString(),
  build: 'b',
  session: answer({ signInMethods: [], identity: null, signOutPath: null }),
  projects: answer({ projects: [project, { ...project, id: 'q' }] }),
  rows: {
    scopeQuery,
    headers: writeMark(mark),
    body: Buffer.from(
      encodeColumns(createRowSet(1, [{ port: 22, type: 'TCP', servers: 3, status: 'danger' }])),
    ).toString('base64'),
  },
})

async function cacheWith(first: FirstAnswers, search = '', age = 0) {
  const client = createQueryClient(() => false)
  await takeFirstAnswers(client, first, { origin: ORIGIN, search }, age)
  return client
}
const rowsIn = (client: Awaited<ReturnType<typeof cacheWith>>) =>
  client.getQueryData<ScopeRows>(['rows', scopeQuery])

test('what came with the document is in the cache as if it had been asked for', async () => {
  const client = await cacheWith(first(), '?port=22')
  expect(client.getQueryData(['session'])).toEqual({ signInMethods: [], identity: null, signOutPath: null })
  expect(client.getQueryData(['projects'])).toEqual([project, { ...project, id: 'q' }])
  expect([rowsIn(client)?.rows.size, rowsIn(client)?.mark]).toEqual([1, mark])
})

test('a document that was long on its way says nothing of the clocks', async () => {
  const age = 10_000
  const sent = { ...first(), now: new Date(Date.now() - age).toISOString() }
  expect(rowsIn(await cacheWith(sent, '', age))?.clockOffset).toBe(0)
})

test('rows of another scope than the address asks for are left', async () => {
  expect(rowsIn(await cacheWith(first(), '?project=q'))).toBeUndefined()
})

test('what cannot be read is left to be asked for', async () => {
  const client = await cacheWith({ ...first(), projects: answer({ nothing: 'known' }) })
  expect(client.getQueryData(['session'])).toBeDefined()
  expect(client.getQueryData(['projects'])).toBeUndefined()
  expect(rowsIn(client)).toBeUndefined()
})
