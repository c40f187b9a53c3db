import { expect, test } from 'vitest'

import { standInForTest } from '#e2e/hss/for-test.ts'
import type { StandIn } from '#e2e/hss/stand-in.ts'
import { Secret } from '#server/secret.ts'

import { createHssClient } from './client.ts'
import type { Credentials } from './credentials.ts'
import { createTransport } from './transport.ts'

const SIGNAL = new AbortController().signal
const HOSTS = { category: 'host', enterpriseProject: '0', limit: 200, offset: 0 } as const

const keysOf = ({ account: { keys } }: StandIn): Credentials => ({
  kind: 'keys',
  accessKey: new Secret(keys.accessKey),
  secretKey: new Secret(keys.secretKey),
  securityToken: keys.securityToken === null ? null : new Secret(keys.securityToken),
})
const userOf = ({ account: { user } }: StandIn): Credentials => ({
  kind: 'user',
  name: user.name,
  password: new Secret(user.password),
  domain: user.domain,
})

function clientOf(standIn: StandIn, credentials = keysOf(standIn), clock: () => number = Date.now) {
  const { endpoints, account } = standIn
  return createHssClient(
    { endpoints, region: account.region, projectId: null, credentials },
    { transport: createTransport({ ownPort: () => null }), clock },
  )
}

test.each([
  ['keys', keysOf],
  ['a user', userOf],
])('with %s, a window of the statistics is what HSS has', async (_, credentials) => {
  const standIn = await standInForTest({ rows: 50 })
  const window = await clientOf(standIn, credentials(standIn)).statistics(HOSTS, SIGNAL)
  expect(window.total).toBe(50)
  expect(window.rows.map(({ port }) => port)).toEqual(
    [...standIn.fleet('host', '0').rows.values()].map(({ port }) => port).sort((a, b) => a - b),
  )
  expect(window.refused).toEqual([])
  expect(window.requestId).toMatch(/^hss-/)
})
