import { afterEach, beforeEach, expect, test } from 'vitest'

import type { Category } from '#contract/scope.ts'
import type { Store } from '#server/store/types.ts'
import { openTestStore } from '#test/server/test-app.ts'

import { describeData, hasInventory, hasRows } from './data.ts'

const READ = { readFrom: '2026-11-24T08:00:00.000Z', readTo: '2026-11-24T08:00:00.000Z' }

let store: Store
beforeEach(async () => {
  store = await openTestStore()
})
afterEach(() => store.close())

const record = (category: Category, enterpriseProject: string, servers: number) =>
  store.record(
    { project: 'inventory', category, enterpriseProject },
    { ...READ, complete: 1, rows: [{ port: 22, type: 'TCP', servers, status: 'unknown' }] },
  )

test('an empty store shows nothing', async () => {
  expect(await describeData(store)).toEqual([])
})

test('a project without a snapshot is no data', async () => {
  await store.describeProject({ id: 'inventory', name: 'Inventory', kind: 'inventory' })
  expect(hasInventory(await store.projects())).toBe(false)
  expect(hasRows(await store.projects())).toBe(false)
  expect(await describeData(store)).toEqual([])
})

test('a port of two enterprise projects is one, and its servers add up', async () => {
  await store.describeProject({ id: 'inventory', name: 'Inventory', kind: 'inventory' })
  await record('host', '0', 1000)
  await record('host', 'shop', 234)
  await record('container', '0', 5)
  expect(hasRows(await store.projects())).toBe(true)
  expect(hasInventory(await store.projects())).toBe(true)
  expect(await describeData(store)).toEqual([
    'inventory: 1 port, 1,234 open-port instances; 1 port on containers, 5 open-port instances',
  ])
})
