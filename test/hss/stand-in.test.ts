import { expect, onTestFinished, test } from 'vitest'

import { ALL_ENTERPRISE_PROJECTS } from '#contract/scope.ts'
import { Secret } from '#server/common/secret.ts'
import { createHssClient } from '#server/hss/client.ts'
import { createLockout } from '#server/hss/lockout.ts'
import { createTransport } from '#server/hss/transport.ts'

import { createFleet } from './fleet.ts'
import { createQuota } from './quota.ts'
import { startStandIn } from './stand-in.ts'
import type { StandInOptions } from './stand-in.ts'

const SIGNAL = new AbortController().signal
const HOSTS = { category: 'host', enterpriseProject: '0', limit: 10, offset: 0 } as const

async function withClient(options: StandInOptions = {}, secretKey?: string) {
  const standIn = await startStandIn(options)
  onTestFinished(standIn.stop)
  const { account, endpoints } = standIn
  const client = () =>
    createHssClient(
      {
        region: account.region,
        projectId: account.projectId,
        endpoints,
        credentials: {
          kind: 'keys',
          accessKey: new Secret(account.keys.accessKey),
          secretKey: new Secret(secretKey ?? account.keys.secretKey),
          securityToken: null,
        },
      },
      {
        transport: createTransport({ ownPort: () => null }),
        clock: options.clock ?? Date.now,
        lockout: createLockout(),
      },
    )
  return { standIn, client }
}

test('the sixth call in any minute is refused, and counted against its caller', async () => {
  let now = Date.UTC(2026, 0, 1)
  const { standIn, client } = await withClient({ clock: () => now })
  const hss = client()
  for (let i = 0; i < 5; i++) {
    await hss.statistics(HOSTS, SIGNAL)
    now += 10_000
  }
  expect(standIn.violations).toEqual([])
  now += 9999 // the first call is 59.999 s ago
  await expect(hss.statistics(HOSTS, SIGNAL)).rejects.toMatchObject({ kind: 'throttled', code: 'APIGW.0308' })
  expect(standIn.violations).toEqual([expect.stringMatching(/^a call above the quota: hss port\/statistics/)])
  await hss.portHosts({ ...HOSTS, port: 22 }, SIGNAL) // each API has a quota of its own
  expect(standIn.violations).toHaveLength(1)
})

test('no fixed minute can hold more calls than a sliding one', () => {
  let now = 30_000
  const quota = createQuota(5, () => now)
  const arrive = () => quota.arrive('api', 'key')
  // Two bursts around a full minute: each fixed window has four, one sliding window has eight.
  expect([arrive(), arrive(), arrive(), arrive()]).not.toContain(false)
  now = 60_000
  expect([arrive(), arrive(), arrive(), arrive()]).toEqual([true, false, false, false])
  expect(quota.arrive('api', 'another key')).toBe(true)
  now = 120_000
  expect(arrive()).toBe(true)
})

test('a key that is used wrongly too often is locked, which no test gets away with', async () => {
  const { standIn, client } = await withClient({}, 'wrong')
  for (let i = 0; i < 5; i++) await expect(client().statistics(HOSTS, SIGNAL)).rejects.toThrow(/APIGW\.0301/)
  expect(standIn.violations).toEqual([])
  await expect(client().statistics(HOSTS, SIGNAL)).rejects.toThrow(/APIGW\.0301/)
  expect(standIn.violations).toEqual(['a key was locked by wrong signatures'])
})

test('a fleet is the same for the same seed, and lives as it is told', () => {
  const churn = { inserts: 3, deletes: 2, relabels: 1 }
  const [one, two] = [createFleet('a', 100, churn), createFleet('a', 100, churn)]
  for (let i = 0; i < 10; i++) {
    one.move()
    two.move()
  }
  expect([...one.rows]).toEqual([...two.rows])
  expect(one.rows.size).toBe(110)
  expect([...createFleet('b', 100).rows]).not.toEqual([...createFleet('a', 100).rows])
})

test('types of one port come in no particular order, ports in theirs', () => {
  const fleet = createFleet('ties', 0)
  for (const port of [443, 22])
    for (const type of ['TCP', 'TCP6', 'UDP', 'UDP6']) fleet.put({ port, type, num: 1, status: 'normal' })
  const reads = Array.from({ length: 30 }, () => fleet.read({ descending: false }))
  for (const rows of reads) expect(rows.map(({ port }) => port)).toEqual([22, 22, 22, 22, 443, 443, 443, 443])
  expect(new Set(reads.map((rows) => rows.map(({ type }) => type).join())).size).toBeGreaterThan(1)
})

test('filters, and all enterprise projects together', async () => {
  const enterpriseProjects = [
    { id: '0', name: 'default' },
    { id: 'e1', name: 'Shop' },
  ]
  const { standIn, client } = await withClient({ rows: 0, enterpriseProjects, callsPerMinute: null })
  standIn.fleet('host', '0').put({ port: 22, type: 'TCP', num: 3, status: 'unknow' })
  standIn.fleet('host', 'e1').put({ port: 22, type: 'TCP', num: 4, status: 'unknow' })
  standIn.fleet('host', 'e1').put({ port: 23, type: 'TCP', num: 1, status: 'danger' })
  const rowsOf = async (more: object) => (await client().statistics({ ...HOSTS, ...more }, SIGNAL)).rows
  const ssh = { port: 22, type: 'TCP', status: 'unknown' }
  const telnet = { port: 23, type: 'TCP', servers: 1, status: 'danger' }
  expect(await rowsOf({ enterpriseProject: ALL_ENTERPRISE_PROJECTS })).toEqual([
    { ...ssh, servers: 7 },
    telnet,
  ])
  expect(await rowsOf({ enterpriseProject: 'e1', status: 'danger' })).toEqual([telnet])
  expect(await rowsOf({ enterpriseProject: 'e1', status: 'unknown' })).toEqual([{ ...ssh, servers: 4 }])
  expect(await rowsOf({ enterpriseProject: 'e1', port: 23 })).toEqual([telnet])
  expect(await rowsOf({ enterpriseProject: 'e1', type: 'UDP' })).toEqual([])
  await expect(rowsOf({ limit: 9 })).rejects.toMatchObject({ kind: 'invalid', code: 'HSS.0001' })
})

test('an enterprise project is a fault by its name', async () => {
  const { client } = await withClient()
  await expect(
    client().statistics({ ...HOSTS, enterpriseProject: 'fault-503' }, SIGNAL),
  ).rejects.toMatchObject({
    kind: 'unavailable',
    status: 503,
  })
})
