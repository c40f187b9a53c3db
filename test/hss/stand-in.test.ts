import { expect, onTestFinished, test } from 'vitest'

import { Secret } from '#server/common/secret.ts'
import { createHssClient } from '#server/hss/client.ts'
import { createLockout } from '#server/hss/lockout.ts'
import { createTransport } from '#server/hss/transport.ts'

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
