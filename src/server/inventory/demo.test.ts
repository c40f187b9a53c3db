import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { ALL_ENTERPRISE_PROJECTS } from '#contract/scope.ts'
import { DEMO_PROJECT } from '#demo/estate.ts'
import { demoFleet } from '#demo/fleet.ts'
import { rowsAt } from '#demo/past.ts'
import { rowsOf } from '#demo/rows.ts'
import { PAST } from '#demo/story.ts'
import { openStore } from '#server/store/open.ts'
import type { HostReport, Store } from '#server/store/types.ts'

import { loadDemoFleet } from './demo.ts'

const MONDAY = { readFrom: '2026-11-23T08:00:00.000Z', readTo: '2026-11-23T08:00:00.000Z' }
const TUESDAY = { readFrom: '2026-11-24T08:00:00.000Z', readTo: '2026-11-24T08:00:00.000Z' }
const HOSTS = { project: DEMO_PROJECT, category: 'host', enterpriseProject: ALL_ENTERPRISE_PROJECTS } as const

let dataDir: string
let store: Store
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'openports-demo-'))
  store = await openStore({ dataDir })
})
afterEach(async () => {
  await store.close()
  rmSync(dataDir, { recursive: true })
})

/** The store, and how often the inventory of a scope was taken in. */
function counting(): { store: Store; recorded: () => number } {
  let recorded = 0
  return {
    store: {
      ...store,
      recordInventory: (...args) => {
        recorded++
        return store.recordInventory(...args)
      },
    },
    recorded: () => recorded,
  }
}

test('shows the whole fleet, labelled as a demo, with its enterprise projects by name', async () => {
  await loadDemoFleet(store, MONDAY)
  const [project, ...others] = await store.projects()
  expect(others).toEqual([])
  expect(project).toMatchObject({ id: 'demo', name: 'Demo fleet', kind: 'demo' })
  expect(project?.enterpriseProjects.map(({ name }) => name).sort()).toEqual([
    'Corporate IT',
    'Data platform',
    'Payments',
    'Web shop',
    'default',
  ])
  for (const { category, enterpriseProject, reports } of demoFleet()) {
    const summary = project?.enterpriseProjects
      .find(({ id }) => id === enterpriseProject)
      ?.scopes.find((scope) => scope.category === category)
    const rows = rowsOf(reports)
    expect(summary).toMatchObject({
      rows: rows.length,
      openPortInstances: rows.reduce((sum, { servers }) => sum + servers, 0),
      snapshot: { ...MONDAY, complete: 1 },
    })
  }
})

test('a second start confirms what is there, and takes no server in again', async () => {
  const { store: counted, recorded } = counting()
  await loadDemoFleet(counted, MONDAY)
  expect(recorded()).toBe(10)
  const before = (await store.extent({ scopeQuery: HOSTS })).mark
  await loadDemoFleet(counted, TUESDAY)
  expect(recorded()).toBe(10)
  expect((await store.extent({ scopeQuery: HOSTS })).mark).toMatchObject({
    id: before?.id,
    readTo: TUESDAY.readTo,
  })
})

test('has a past, recorded once: a second start adds nothing to it', async () => {
  await loadDemoFleet(store, MONDAY)
  const moments = await store.moments(HOSTS)
  const ago = moments.map(({ at }) => Date.parse(MONDAY.readTo) - Date.parse(at))
  expect(ago).toEqual([...PAST, 0].toReversed())
  const reports = demoFleet().flatMap((scope) => (scope.category === 'host' ? scope.reports : []))
  const rowsOfSnapshot = async (snapshot = 0) => {
    const sort = { key: 'port', descending: false } as const
    const query = { scopeQuery: HOSTS, filter: {}, sort, limit: 1000, offset: 0, snapshot }
    return (await store.statistics(query)).rows
  }
  for (const moment of PAST.keys())
    expect(await rowsOfSnapshot(moments.at(-1 - moment)?.id)).toEqual(rowsAt(reports, moment))

  await loadDemoFleet(store, TUESDAY)
  expect(await store.moments(HOSTS)).toEqual(moments)
})

test('a start that was cut short after the past takes the servers in at the next', async () => {
  const cut = { ...store, recordInventory: () => Promise.reject(new Error('cut short')) }
  await expect(loadDemoFleet(cut, MONDAY)).rejects.toThrow('cut short')
  const { store: counted, recorded } = counting()
  await loadDemoFleet(counted, TUESDAY)
  expect(recorded()).toBe(10)
  expect(await store.moments(HOSTS)).toHaveLength(PAST.length + 1)
})

test('data of before there was a past go on from where they are', async () => {
  const told = { ...store, recordPast: () => Promise.resolve(false) }
  await loadDemoFleet(told, MONDAY)
  const moments = await store.moments(HOSTS)
  await loadDemoFleet(store, TUESDAY)
  expect(await store.moments(HOSTS)).toEqual(moments)
  expect(moments).toHaveLength(1)
})

test('a scope that holds something else is taken in anew', async () => {
  const { store: counted, recorded } = counting()
  const scope = { ...HOSTS, enterpriseProject: '0' }
  await store.record(scope, {
    ...MONDAY,
    complete: 1,
    rows: [{ port: 22, type: 'TCP', servers: 3, status: 'unknown' }],
  })
  await loadDemoFleet(counted, TUESDAY)
  expect(recorded()).toBe(10)
  const { hosts } = await store.portHosts({
    scopeQuery: HOSTS,
    port: 2375,
    type: 'TCP',
    limit: 10,
    offset: 0,
  })
  expect(hosts.map(({ hostName }) => hostName)).toEqual(['ci-build-01', 'ci-build-02', 'ci-build-03'])
})

test('rows count servers, not sockets', () => {
  const socket = {
    port: 23,
    type: 'TCP',
    listeningAddress: '0.0.0.0',
    pid: 1,
    path: '',
    containerId: '',
    containerName: '',
  }
  const host = (key: string, listeners: HostReport['listeners']): HostReport => ({
    key,
    name: key,
    address: key,
    listeners,
    covered: [],
  })
  const onHosts = [
    host('10.0.0.1', [socket, { ...socket, listeningAddress: '127.0.0.1' }]),
    host('10.0.0.2', [socket]),
  ]
  expect(rowsOf(onHosts)).toEqual([{ port: 23, type: 'TCP', servers: 2, status: 'danger' }])
  const inContainers = [
    host('10.0.0.1', [
      { ...socket, containerId: 'a' },
      { ...socket, containerId: 'b' },
    ]),
  ]
  expect(rowsOf(inContainers)).toEqual([{ port: 23, type: 'TCP', servers: 2, status: 'danger' }])
})
