import { readFile } from 'node:fs/promises'

import { afterAll, beforeAll, expect, test } from 'vitest'

import type { Identity } from '#server/common/identity.ts'
import { Secret } from '#server/common/secret.ts'
import { HssError } from '#server/hss/errors.ts'
import type { HssClient } from '#server/hss/types.ts'
import { createAdmissionControl } from '#server/http/limits/admission.ts'
import { ATTEMPT_LIMITS, createAttemptLimiter } from '#server/http/limits/attempt-limiter.ts'
import { addGauges } from '#server/observe/gauges.ts'
import { measuredClient, measuredStore } from '#server/observe/measured.ts'
import { createMetrics } from '#server/observe/metrics.ts'
import { StoreError } from '#server/store/errors.ts'
import { host, listener } from '#server/store/testing/stores.ts'
import type { Store } from '#server/store/types.ts'
import {
  createTestApp,
  NO_HSS,
  openTestStore,
  testAccess,
  testOperations,
  TOKEN,
  TYPED,
} from '#test/server/test-app.ts'

const METRICS_TOKEN = 'a-token-of-metrics-0123456789abcdef'
const READ_AT = '2026-11-24T08:00:00.000Z'

let opened: Store
beforeAll(async () => {
  opened = await openTestStore()
  await opened.describeProject({ id: 'shop', name: 'Shop', kind: 'hss' })
  await opened.record(
    { project: 'shop', category: 'host', enterpriseProject: '0' },
    {
      readFrom: READ_AT,
      readTo: READ_AT,
      complete: 1,
      rows: [{ port: 6379, type: 'TCP', servers: 4711, status: 'danger' }],
    },
  )
})
afterAll(() => opened.close())

/** A server that is watched, with an hour since the only snapshot was read. */
async function watched(parts: Partial<Store> = {}) {
  const metrics = createMetrics()
  const store = measuredStore({ ...opened, ...parts }, metrics)
  const read = addGauges(metrics.registry, {
    store,
    collector: NO_HSS,
    admission: createAdmissionControl(),
    now: () => Date.parse(READ_AT) + 3_600_000,
  })
  const operations = testOperations({
    recordAccess: metrics.recordAccess,
    metrics: { read, token: new Secret(METRICS_TOKEN) },
  })
  const app = await createTestApp(store, { operations, limiter: createAttemptLimiter() })
  return { metrics, store, read, ...app }
}

test('operators of all projects read the metrics, and so does a client with their token, which opens nothing else', async () => {
  const { visit, ask } = await watched()
  const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })
  expect((await visit('/metrics')).status).toBe(401)
  expect((await visit('/metrics', bearer('wrong'))).status).toBe(401)
  expect((await visit('/metrics', bearer(TOKEN))).status).toBe(401)
  expect((await visit('/api/projects', bearer(METRICS_TOKEN))).status).toBe(401)
  expect((await visit('/api/projects', { 'X-Auth-Token': METRICS_TOKEN })).status).toBe(401)
  const answer = await visit('/metrics', bearer(METRICS_TOKEN))
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
  ])
  expect((await ask('/metrics')).status).toBe(200)

  for (let i = 0; i < ATTEMPT_LIMITS.atOnce; i++) await visit('/metrics', bearer(`guess-${i}`))
  expect((await visit('/metrics', bearer('one-more'))).status).toBe(429)
  expect((await visit('/metrics', bearer(METRICS_TOKEN))).status).toBe(200)

  const access = testAccess(opened)
  const viewer: Identity = {
    subject: 'v',
    name: 'V',
    proof: 'token',
    grants: [{ role: 'viewer', projects: ['shop'] }],
    until: null,
  }
  const app = await createTestApp(opened, {
    access: { ...access, identify: () => Promise.resolve(viewer) },
  })
  expect([(await app.ask('/metrics')).status, (await app.ask('/api/projects')).status]).toEqual([403, 200])
})

test('requests are counted by route, whatever they request, and no metric has a port', async () => {
  const { metrics, ask, visit, read } = await watched()
  metrics.rejected(431)
  await ask('/v5/shop/asset/port/statistics?port=6379')
  await ask('/v5/other/asset/port/statistics?port=6379')
  await visit('/v5/shop/asset/port/statistics?port=6379')
  for (let i = 0; i < 50; i++) await visit(`/made-up/${i}?x=${i}`)
  await visit('/assets/index-AbCd1234.js')
  await ask('/api/projects', {}, 'DELETE')
  const text = await read()
  const requests = text.split('\n').filter((line) => line.startsWith('openports_http_requests_total{'))
  expect(new Set(requests)).toEqual(
    new Set([
      'openports_http_requests_total{method="GET",route="/v5/:project/asset/port/statistics",status="200"} 1',
      'openports_http_requests_total{method="GET",route="/v5/:project/asset/port/statistics",status="404"} 1',
      'openports_http_requests_total{method="GET",route="/v5/:project/asset/port/statistics",status="401"} 1',
      'openports_http_requests_total{method="GET",route="none",status="404"} 50',
      'openports_http_requests_total{method="GET",route="/assets/*",status="200"} 1',
      'openports_http_requests_total{method="DELETE",route="none",status="405"} 1',
    ]),
  )
  expect(text).toContain('openports_http_requests_refused_total{status="431"} 1\n')
  const named = text.replaceAll(/ \S+$/gm, '') // values may have any digits
  expect(named).not.toMatch(/6379|4711|Shop/)
})

test('ages of snapshots, the store and the process are there to be watched', async () => {
  const { visit, read } = await watched()
  await visit('/', TYPED) // opens a session
  const text = await read()
  expect(text).toContain(
    'openports_snapshot_age_seconds{project="shop",category="host",enterprise_project="0"} 3600\n',
  )
  expect(text).toContain('openports_store_up 1\n')
  expect(text).toMatch(/^openports_sessions [1-9]/m)
  expect(text).toMatch(/^openports_store_size_bytes [1-9]\d{3,}$/m)
  expect(text).toMatch(/^openports_store_write_duration_seconds_count\{operation="session"\} 1$/m)
  expect(text).toMatch(/^process_resident_memory_bytes \d+$/m)
  expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m)
})

test('a store that does not respond is reported, with what is known without it', async () => {
  const fail = () => Promise.reject(new StoreError('unusable', 'no'))
  const { ask, read } = await watched({ figures: fail, projects: fail })
  expect((await ask('/api/projects')).status).toBe(500)
  const text = await read()
  expect(text).toContain('openports_store_up 0\n')
  expect(text).not.toContain('openports_snapshot_age_seconds{')
  expect(text).toMatch(/^openports_store_errors_total\{reason="unusable"\} [12]$/m)
  expect(text).toMatch(/^openports_http_requests_total\{.+status="500"\} 1$/m)
})

test('a scope beyond the five hundredth has no figures of its own', async () => {
  const figures = await opened.figures()
  const [one] = figures.scopes
  const scopes = Array.from({ length: 600 }, (_, i) => ({
    ...one!,
    scope: { ...one!.scope, enterpriseProject: `ep-${i}` },
  }))
  const { read } = await watched({ figures: () => Promise.resolve({ ...figures, scopes }) })
  const text = await read()
  expect(text.match(/^openports_snapshot_age_seconds\{/gm)).toHaveLength(500)
  expect(text.match(/^openports_ports\{/gm)).toHaveLength(500)
  expect(text).toContain('openports_snapshots_omitted 100\n')
})

test('each scope has its figures, of servers those that its source names', async () => {
  const { read } = await watched()
  const labels = '{project="shop",category="host",enterprise_project="0"}'
  const text = await read()
  for (const line of [
    `openports_ports${labels} 1`,
    `openports_ports_dangerous${labels} 1`,
    `openports_open_port_instances${labels} 4711`,
  ])
    expect(text).toContain(`${line}\n`)
  expect(text).not.toMatch(/^openports_servers(?:_affected)?\{/m)
})

test('changes are counted by cause once, from the first look on', async () => {
  const store = await openTestStore()
  try {
    await store.describeProject({ id: 'lab', name: 'Lab', kind: 'inventory' })
    const scope = { project: 'lab', category: 'host', enterpriseProject: '0' } as const
    const record = (hour: number, ports: readonly number[]) =>
      store.recordInventory(
        scope,
        [
          host(
            'a',
            ports.map((port) => listener(port)),
          ),
        ],
        { readFrom: `2026-11-24T0${hour}:00:00.000Z`, readTo: `2026-11-24T0${hour}:00:00.000Z` },
      )
    const { read } = await watched(store)
    const counts = async () =>
      Array.from(
        (await read()).matchAll(
          /^openports_changes_total\{project="lab".*cause="(\w+)",status="(\w+)"\} ([1-9]\d*)$/gm,
        ),
        ([, cause, status, count]) => `${cause} ${status} ${count}`,
      )
    await record(1, [22, 443])
    expect(await counts()).toEqual([])
    await record(2, [443, 23])
    expect(await counts()).toEqual(['opened danger 1', 'closed other 1'])
    await record(3, [22, 443])
    const [first, second] = [await counts(), await counts()]
    expect(first).toEqual(['opened danger 1', 'reopened other 1', 'closed danger 1', 'closed other 1'])
    expect(second).toEqual(first)
    expect(await read()).toMatch(/^openports_servers_affected\{project="lab".*\} 0$/m)
  } finally {
    await store.close()
  }
})

test('sweeps are counted by how they end, and calls of HSS by what comes of them', async () => {
  const { metrics, read } = await watched()
  metrics.swept({ project: 'shop', category: 'host', outcome: 'incomplete', seconds: 30 })

  const answers = [Promise.reject(new HssError('throttled', 'APIG.0308')), Promise.resolve([])]
  const none = () => Promise.reject(new Error('not asked for'))
  const client: HssClient = {
    projectId: () => Promise.resolve('shop'),
    statistics: none,
    portHosts: none,
    enterpriseProjects: () => answers.shift() ?? none(),
    rejection: () => Promise.resolve(null),
    renewCredential: () => undefined,
  }
  const counted = measuredClient(client, (call) => metrics.called({ project: 'Shop', ...call }))
  const { signal } = new AbortController()
  await expect(counted.enterpriseProjects(signal)).rejects.toThrow(HssError)
  expect(await counted.enterpriseProjects(signal)).toEqual([])

  const text = await read()
  expect(text).toContain('openports_sweeps_total{project="shop",category="host",outcome="incomplete"} 1\n')
  for (const outcome of ['throttled', 'ok'])
    expect(text).toContain(
      `openports_hss_calls_total{project="Shop",api="enterprise_projects",outcome="${outcome}"} 1\n`,
    )
})

test('docs/operate.md lists each metric of ours, and no other', async () => {
  const { metrics } = await watched()
  const own = (await metrics.registry.getMetricsAsJSON()).map(({ name }) => name)
  const listed = await readFile(new URL('../../../docs/operate.md', import.meta.url), 'utf8')
  expect(new Set(Array.from(listed.matchAll(/^\| `(openports_\w+)`/gm), ([, name]) => name))).toEqual(
    new Set(own.filter((name) => name.startsWith('openports_'))),
  )
})
