import { expect, onTestFinished, test } from 'vitest'

import { SNAPSHOTS_PATH, SnapshotsAnswer, writeSnapshotsQuery } from '#contract/snapshots.ts'
import { createTestApp, openTestStore } from '#test/server/test-app.ts'

const SELECTION = { project: 'p', category: 'host', enterpriseProject: '0' } as const
const PATH = `${SNAPSHOTS_PATH}?${writeSnapshotsQuery(SELECTION).toString()}`

test('users with access to a project get the snapshots of a scope query', async () => {
  const store = await openTestStore()
  onTestFinished(store.close)
  const { ask, visit } = await createTestApp(store)
  expect((await ask(PATH)).status).toBe(404)
  await store.describeProject({ id: 'p', name: 'P', kind: 'inventory' })
  expect(await (await ask(PATH)).json()).toEqual({ snapshots: [] })
  const at = '2026-11-24T08:00:00.000Z'
  const { id } = await store.record(SELECTION, { readFrom: at, readTo: at, complete: 1, rows: [] })
  expect(SnapshotsAnswer.parse(await (await ask(PATH)).json())).toEqual({ snapshots: [{ id, at }] })
  expect((await visit(PATH)).status).toBe(401)
  expect((await ask(`${PATH}&limit=1`)).status).toBe(400)
  expect((await ask(SNAPSHOTS_PATH)).status).toBe(400)
})
