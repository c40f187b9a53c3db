import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'

import fc from 'fast-check'
import { describe, expect, onTestFinished, test, vi } from 'vitest'

import { Secret } from '#server/common/secret.ts'
import { body, hang, hostile, instead, truncated } from '#test/hss/faults.ts'
import { standInForTest } from '#test/hss/for-test.ts'
import type { Arrival, StandIn, StandInOptions } from '#test/hss/stand-in.ts'
import { leaksIn } from '#test/server/canaries.ts'

import { createHssClient } from './client.ts'
import type { Credentials } from './credentials.ts'
import { createDocuments } from './documents.ts'
import { ADVICE } from './errors.ts'
import { createLockout } from './lockout.ts'
import type { Lockout } from './lockout.ts'
import { createTransport } from './transport.ts'

const SIGNAL = new AbortController().signal
const HOSTS = { category: 'host', enterpriseProject: '0', limit: 200, offset: 0 } as const
const HOUR = 3_600_000
const UNCOUNTED: StandInOptions = { callsPerMinute: null }

const keysOf = ({ account: { keys } }: StandIn) => ({
  kind: 'keys' as const,
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

type More = {
  credentials?: Credentials
  clock?: () => number
  projectId?: string | null
  region?: string
  lockout?: Lockout
}
function clientOf(
  standIn: StandIn,
  {
    credentials = keysOf(standIn),
    clock = Date.now,
    projectId = null,
    region,
    lockout = createLockout(),
  }: More = {},
) {
  return createHssClient(
    { endpoints: standIn.endpoints, region: region ?? standIn.account.region, projectId, credentials },
    { transport: createTransport({ ownPort: () => null }), clock, lockout },
  )
}

/** Long random words, so that one found anywhere came from where it was put. */
const canary = (): string => randomBytes(24).toString('hex')

const failure = (kind: string, code: unknown = expect.anything()) =>
  expect.objectContaining({ name: 'HssError', kind, code })

/** How often a service was asked for something whose path contains a word. */
const count = ({ arrivals }: StandIn, service: string, word = '') =>
  arrivals.filter((arrival) => arrival.service === service && arrival.target.includes(word)).length

/** A clock that a test sets. */
function createClock(start = Date.now()) {
  const clock = Object.assign(() => clock.now, { now: start })
  return clock
}

describe.each([
  ['keys', keysOf],
  ['a user', userOf],
])('with %s', (_, credentials) => {
  test('a window of the statistics is what HSS has, in the order of ports', async () => {
    const standIn = await standInForTest({ rows: 50 })
    const window = await clientOf(standIn, { credentials: credentials(standIn) }).statistics(HOSTS, SIGNAL)
    expect(window.total).toBe(50)
    expect(window.rows.map(({ port }) => port)).toEqual(
      [...standIn.fleet('host', '0').rows.values()].map(({ port }) => port).sort((a, b) => a - b),
    )
    expect(window.refused).toEqual([])
    expect(window.requestId).toMatch(/^hss-/)
  })

  test('the project is looked up once, unless it is set', async () => {
    const standIn = await standInForTest()
    const client = clientOf(standIn, { credentials: credentials(standIn) })
    expect(await Promise.all([client.projectId(SIGNAL), client.projectId(SIGNAL)])).toEqual(
      Array(2).fill(standIn.account.projectId),
    )
    await client.statistics(HOSTS, SIGNAL)
    expect(count(standIn, 'iam')).toBe(1)
    const set = clientOf(standIn, { credentials: credentials(standIn), projectId: 'set' })
    expect(await set.projectId(SIGNAL)).toBe('set')
  })

  test('enterprise projects come by name, all of them', async () => {
    const enterpriseProjects = Array.from({ length: 230 }, (_, i) => ({ id: `e${i}`, name: `Unit ${i}` }))
    const standIn = await standInForTest({ enterpriseProjects })
    const client = clientOf(standIn, { credentials: credentials(standIn) })
    expect(await client.enterpriseProjects(SIGNAL)).toEqual(enterpriseProjects)
    const odd = [{ id: 'e1', name: 'a\u0000b' }, { id: '' }, null, { id: 'e2' }, { id: 'e3', name: 'ok' }]
    standIn.fail('eps', body({ enterprise_projects: odd }))
    expect(await client.enterpriseProjects(SIGNAL)).toEqual([
      { id: 'e1', name: 'e1' },
      { id: 'e2', name: 'e2' },
      { id: 'e3', name: 'ok' },
    ])
  })

  test('the servers behind a port are those that its row counts', async () => {
    const standIn = await standInForTest({ rows: 0 })
    standIn.fleet('container', 'e1').put({ port: 2375, type: 'TCP', num: 12, status: 'danger' })
    const client = clientOf(standIn, { credentials: credentials(standIn) })
    const request = {
      category: 'container',
      enterpriseProject: 'e1',
      port: 2375,
      limit: 10,
      offset: 10,
    } as const
    const page = await client.portHosts(request, SIGNAL)
    expect(page.total).toBe(12)
    expect(page.hosts).toHaveLength(2)
    expect(page.hosts[0]).toMatchObject({
      hostName: 'ecs-0010',
      port: 2375,
      status: 'danger',
      enterpriseProject: 'e1',
    })
  })
})

test('every filter is sent by its name', async () => {
  const standIn = await standInForTest()
  const request = {
    ...HOSTS,
    enterpriseProject: 'a&b=c',
    port: 22,
    type: 'TCP6',
    status: 'danger',
    limit: 10,
    offset: 20,
  }
  await clientOf(standIn).statistics(request, SIGNAL)
  const query = standIn.arrivals.at(-1)?.target.split('?')[1]
  expect(query).toBe(
    'category=host&enterprise_project_id=a%26b%3Dc&limit=10&offset=20&port=22&sort_dir=asc&sort_key=port&status=danger&type=TCP6',
  )
})

describe('what is sent', () => {
  const namesOf = ({ headers }: Arrival) => headers.map(([name]) => name)

  test('SEC-01: exactly the fixed headers, to each of the services', async () => {
    const standIn = await standInForTest({
      account: { keys: { accessKey: 'AK', secretKey: 'SK', securityToken: 'ST' } },
    })
    const signed = clientOf(standIn)
    await signed.statistics(HOSTS, SIGNAL)
    await signed.enterpriseProjects(SIGNAL)
    const common = ['host', 'connection', 'Accept', 'Accept-Encoding', 'Content-Type', 'User-Agent']
    const [lookUp, hss, eps] = standIn.arrivals
    const proof = ['X-Security-Token', 'Authorization']
    expect(namesOf(lookUp!)).toEqual([...common, 'X-Sdk-Date', ...proof])
    expect(namesOf(hss!)).toEqual([...common, 'X-Sdk-Date', 'X-Project-Id', ...proof])
    expect(namesOf(eps!)).toEqual([...common, 'X-Sdk-Date', ...proof])
    expect(hss!.headers.slice(0, 6)).toEqual([
      ['host', new URL(standIn.endpoints.hss).host],
      ['connection', 'close'],
      ['Accept', 'application/json'],
      ['Accept-Encoding', 'gzip, identity'],
      ['Content-Type', 'application/json'],
      ['User-Agent', 'openports'],
    ])

    const byToken = clientOf(standIn, { credentials: userOf(standIn) })
    await byToken.statistics(HOSTS, SIGNAL)
    const [signIn, withToken] = standIn.arrivals.slice(3)
    expect(namesOf(signIn!)).toEqual([...common, 'content-length'])
    expect(namesOf(withToken!)).toEqual([...common, 'X-Auth-Token'])
    expect(standIn.arrivals.filter(({ body }) => body !== '')).toEqual([signIn]) // SEC-19: a GET has no body
  })

  test('SEC-09: neither the project nor the region nor a filter can change where a request goes', async () => {
    const standIn = await standInForTest({ ...UNCOUNTED, rows: 0 })
    const codeUnit = fc.nat(0xffff).map((unit) => String.fromCharCode(unit))
    const anyWord = fc.oneof(
      fc.string({ unit: codeUnit, minLength: 1, maxLength: 20 }).filter((word) => word.isWellFormed()),
      fc.constantFrom(
        '../../v3/projects',
        '..%2f',
        'a/../b',
        '//evil.example',
        '@evil.example',
        '?x=1#',
        '\\..\\',
        'x y\r\nHost: evil.example',
      ),
    )
    const ofOneProject = clientOf(standIn, { projectId: 'p' })
    await fc.assert(
      fc.asyncProperty(anyWord, async (word) => {
        const before = standIn.arrivals.length
        const request = { ...HOSTS, enterpriseProject: word }
        const ofSetProject = clientOf(standIn, { projectId: word, region: word })
        await ofSetProject.statistics(request, SIGNAL).catch(() => undefined) // what is no header is not sent at all
        await ofOneProject.statistics(request, SIGNAL).catch(() => undefined)
        const arrivals = standIn.arrivals.slice(before)
        expect(arrivals.length).toBeGreaterThan(0)
        for (const { service, target } of arrivals) {
          expect(service).toBe('hss')
          expect(target).toMatch(/^\/v5\/[\w.~%-]+\/asset\/port\/statistics\?[\w.~%&=-]+$/)
          expect(new URLSearchParams(target.split('?')[1]).get('enterprise_project_id')).toBe(word)
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('rows', () => {
  const windowOf = async (data: unknown) => {
    const standIn = await standInForTest()
    standIn.fail('hss', body(typeof data === 'string' ? data : JSON.stringify(data)))
    return clientOf(standIn).statistics(HOSTS, SIGNAL)
  }

  test('F17: what is no row is refused and counted, the others are kept', async () => {
    const window = await windowOf({
      total_num: 12,
      data_list: [
        { port: 0, type: 'TCP', num: 1, status: 'normal' },
        { port: 65_536, type: 'TCP', num: 1, status: 'normal' },
        { port: '22', type: 'TCP', num: 1, status: 'normal' },
        { port: 22, type: 'TCP', num: -1, status: 'normal' },
        { port: 22, type: 'TCP', num: 2 ** 53 + 2, status: 'normal' },
        { port: 22, type: 'T\u0000P', num: 1, status: 'normal' },
        { port: 22, type: 'TCP', num: 1, status: 'x'.repeat(65) },
        { port: 22, type: 'TCP', num: 1, status: '\ud800' },
        { port: 443, type: 'SCTP', num: 1, status: 'suspicious' },
        { port: 80 },
        null,
        [],
        'row',
      ],
    })
    expect(window.rows).toEqual([
      { port: 0, type: 'TCP', servers: 1, status: 'normal' },
      { port: 443, type: 'SCTP', servers: 1, status: 'suspicious' },
      { port: 80, type: '', servers: 0, status: 'unknown' },
    ])
    expect(Object.fromEntries(window.refused.map(({ reason, count }) => [reason, count]))).toEqual({
      port: 2,
      num: 2,
      type: 1,
      status: 2,
      row: 3,
    })
  })

  test('SEC-22: names that mean something to JavaScript mean nothing', async () => {
    const window = await windowOf(
      '{"total_num":1,"__proto__":{"port":1},"constructor":{"prototype":{"port":1}},"data_list":' +
        '[{"__proto__":{"polluted":1},"port":21,"port":22,"type":"TCP","num":1,"status":"danger"},{"__proto__":{"port":23}}]}',
    )
    expect(window.rows).toEqual([{ port: 22, type: 'TCP', servers: 1, status: 'danger' }])
    expect(window.refused).toEqual([{ reason: 'port', count: 1 }])
    expect(Object.keys(window.rows[0]!)).toEqual(['port', 'type', 'servers', 'status'])
    expect({}).not.toHaveProperty('polluted')
  })

  test('F15: an empty list stays what it is beside what HSS claims', async () => {
    expect(await windowOf({ total_num: 500, data_list: [] })).toMatchObject({ total: 500, rows: [] })
  })

  test.each([{}, { total_num: 0 }, { data_list: null }, { data_list: {} }, [], null, 'x', 0])(
    'F15: %j says nothing of ports, and least of all that there are none',
    async (data) => {
      await expect(windowOf(JSON.stringify(data))).rejects.toEqual(failure('garbled', 'UNEXPECTED_BODY'))
    },
  )

  test('a total that is none is unknown', async () => {
    expect(await windowOf({ total_num: 'many', data_list: [] })).toMatchObject({ total: null })
    expect(await windowOf({ data_list: [] })).toMatchObject({ total: null })
  })

  test.each([2 ** 53, 1e300, -1, 1.5])('an answer that claims %d rows makes no sense', async (total_num) => {
    await expect(windowOf({ total_num, data_list: [] })).rejects.toMatchObject({ kind: 'garbled' })
  })

  test('F14: an error that comes with status 200 is one', async () => {
    await expect(windowOf({ error_code: 'HSS.0013', error_description: '权限不足' })).rejects.toEqual(
      failure('forbidden', 'HSS.0013'),
    )
  })

  test('F07: an answer that is cut short is none', async () => {
    const standIn = await standInForTest()
    standIn.fail('hss', truncated(200))
    await expect(
      clientOf(standIn, { projectId: standIn.account.projectId }).statistics(HOSTS, SIGNAL),
    ).rejects.toMatchObject({
      kind: 'garbled',
      code: 'NOT_JSON',
      status: 200,
      requestId: 'hss-1',
    })
  })

  test('F32, SEC-02: a page or a redirect is none either', async () => {
    const standIn = await standInForTest()
    standIn.fail('hss', hostile)
    standIn.fail('hss', instead(302, '', { Location: standIn.endpoints.eps }))
    const client = clientOf(standIn)
    await expect(client.statistics(HOSTS, SIGNAL)).rejects.toEqual(failure('garbled', 'NOT_JSON'))
    await expect(client.statistics(HOSTS, SIGNAL)).rejects.toEqual(failure('garbled', 'HTTP 302'))
    expect(count(standIn, 'eps')).toBe(0)
  })
})

describe('regions that differ', () => {
  test('one without ListPortHost says so', async () => {
    const standIn = await standInForTest({ region: { lacks: ['ports/detail'] } })
    await expect(clientOf(standIn).portHosts({ ...HOSTS, port: 22 }, SIGNAL)).rejects.toEqual(
      failure('absent', 'APIGW.0101'),
    )
  })
})

describe('tokens', () => {
  const withUser = async (options: StandInOptions = {}) => {
    const clock = createClock()
    const standIn = await standInForTest({ ...options, clock })
    return { standIn, clock, client: clientOf(standIn, { credentials: userOf(standIn), clock }) }
  }
  /** A token that is renewed in the background has arrived before it is counted. */
  const expectTokens = (standIn: StandIn, tokens: number) =>
    vi.waitFor(() => expect(count(standIn, 'iam', 'tokens')).toBe(tokens))

  test('F22: one that HSS no longer takes is reported as expired, and renewed on demand', async () => {
    const { standIn, client } = await withUser()
    await client.statistics(HOSTS, SIGNAL)
    standIn.revokeTokens()
    await expect(client.statistics(HOSTS, SIGNAL)).rejects.toEqual(failure('expired', 'APIGW.0301'))
    client.renewCredential()
    expect((await client.statistics(HOSTS, SIGNAL)).rows).not.toEqual([])
    expect(count(standIn, 'iam', 'tokens')).toBe(2)
  })

  test('F26: fifty that wait for one token share it, and so do fifty that lost it', async () => {
    const { standIn, client } = await withUser({ ...UNCOUNTED, rows: 20 })
    const fifty = () => Promise.allSettled(Array.from({ length: 50 }, () => client.statistics(HOSTS, SIGNAL)))
    expect((await fifty()).every(({ status }) => status === 'fulfilled')).toBe(true)
    expect(count(standIn, 'iam', 'tokens')).toBe(1)
    standIn.revokeTokens()
    const again = Array.from({ length: 50 }, async () => {
      await client.statistics(HOSTS, SIGNAL).catch(client.renewCredential)
      return client.statistics(HOSTS, SIGNAL)
    })
    expect((await Promise.allSettled(again)).every(({ status }) => status === 'fulfilled')).toBe(true)
    expect(count(standIn, 'iam', 'tokens')).toBe(2)
  })

  test('one is renewed well before its end, while the old one is used', async () => {
    const { standIn, client, clock } = await withUser()
    await client.statistics(HOSTS, SIGNAL)
    clock.now += 22.9 * HOUR
    for (let i = 0; i < 3; i++) await client.statistics(HOSTS, SIGNAL)
    await expectTokens(standIn, 1)
    clock.now += 0.2 * HOUR
    await client.statistics(HOSTS, SIGNAL)
    await expectTokens(standIn, 2)
    clock.now += 22 * HOUR
    expect((await client.statistics(HOSTS, SIGNAL)).rows).not.toEqual([])
    expect(count(standIn, 'iam', 'tokens')).toBe(2)
  })

  test('F23: IAM may be down while the token is valid', async () => {
    const { standIn, client, clock } = await withUser()
    await client.statistics(HOSTS, SIGNAL)
    await standIn.close('iam')
    for (const hours of [1, 22.2, 0.4]) {
      clock.now += hours * HOUR
      expect((await client.statistics(HOSTS, SIGNAL)).rows).not.toEqual([])
    }
    await standIn.open('iam')
    clock.now += 0.1 * HOUR
    await client.statistics(HOSTS, SIGNAL)
    await expectTokens(standIn, 2)
    clock.now += HOUR
    expect((await client.statistics(HOSTS, SIGNAL)).rows).not.toEqual([])
  })

  test('F24: with IAM down and the token at its end, the fault is that of IAM, and passes with it', async () => {
    const { standIn, client, clock } = await withUser()
    await client.statistics(HOSTS, SIGNAL)
    await standIn.close('iam')
    clock.now += 24 * HOUR
    await expect(client.statistics(HOSTS, SIGNAL)).rejects.toEqual(failure('network', 'ECONNREFUSED'))
    expect(count(standIn, 'hss')).toBe(1)
    await standIn.open('iam')
    expect((await client.statistics(HOSTS, SIGNAL)).rows).not.toEqual([])
  })

  test('a caller that gives up waiting for a token leaves the others waiting', async () => {
    const { standIn, client } = await withUser()
    const giveUp = new AbortController()
    const given = client.statistics(HOSTS, giveUp.signal)
    const kept = client.statistics(HOSTS, SIGNAL)
    giveUp.abort(new Error('gone'))
    await expect(given).rejects.toThrow('gone')
    expect((await kept).rows).not.toEqual([])
    expect(count(standIn, 'iam')).toBe(1)
  })
})

describe('a credential that is rejected', () => {
  test('SEC-35: projects that share a credential share what became of it', async () => {
    const standIn = await standInForTest()
    const { accessKey } = standIn.account.keys
    const keysWith = (secretKey: string, name = accessKey): Credentials => ({
      kind: 'keys',
      accessKey: new Secret(name),
      secretKey: new Secret(secretKey),
      securityToken: null,
    })
    const lockout = createLockout()
    const ask = (credentials: Credentials) =>
      clientOf(standIn, { credentials, lockout, projectId: standIn.account.projectId }).statistics(
        HOSTS,
        SIGNAL,
      )
    for (let project = 0; project < 5; project++)
      await expect(ask(keysWith('wrong'))).rejects.toEqual(failure('rejected'))
    expect(standIn.arrivals).toHaveLength(2)
    await expect(ask(keysWith('wrong', 'ANOTHERKEY'))).rejects.toEqual(failure('rejected'))
    expect(standIn.arrivals).toHaveLength(3)
  })

  test('a credential that was accepted in between may fail again', async () => {
    const standIn = await standInForTest({ rows: 1 })
    const client = clientOf(standIn, { projectId: standIn.account.projectId })
    const refusal = instead(401, { error_code: 'APIGW.0301', error_msg: 'no' })
    for (let i = 0; i < 2; i++) {
      standIn.fail('hss', refusal)
      await expect(client.statistics(HOSTS, SIGNAL)).rejects.toEqual(failure('rejected'))
      await client.statistics(HOSTS, SIGNAL)
    }
  })

  test('F27, SEC-35: a wrong secret key is sent twice, ten minutes later once more, and twice in any ten minutes', async () => {
    const standIn = await standInForTest()
    const clock = createClock()
    const credentials = { ...keysOf(standIn), secretKey: new Secret('wrong') }
    const lockout = createLockout({ now: clock })
    const client = clientOf(standIn, { credentials, lockout, projectId: standIn.account.projectId })
    const ask = () => client.statistics(HOSTS, SIGNAL).catch((error: unknown) => error)
    expect(await client.rejection()).toBeNull()
    const sent: number[] = []
    for (let minute = 0; minute <= 15; minute++) {
      const before = standIn.arrivals.length
      expect(await ask()).toEqual(failure('rejected'))
      if (standIn.arrivals.length > before) sent.push(minute)
      expect(await client.rejection()).toEqual(failure('rejected', 'APIGW.0301'))
      clock.now += 60_000
    }
    expect(sent).toEqual([0, 1, 10, 11])
  })

  test('SEC-35: a restart remembers it, by a print from which no secret can be had; a corrected one is sent', async () => {
    const standIn = await standInForTest()
    const documents = createDocuments()
    const kept: string[] = []
    const start = (secretKey: string) =>
      clientOf(standIn, {
        credentials: { ...keysOf(standIn), secretKey: new Secret(secretKey) },
        lockout: createLockout({
          documents: {
            ...documents,
            change: (key, change) =>
              documents.change(key, (text) => {
                const changed = change(text)
                kept.push(changed.text)
                return changed
              }),
          },
        }),
        projectId: standIn.account.projectId,
      })
    const wrong = canary()
    const { accessKey, secretKey } = standIn.account.keys
    for (let restart = 0; restart < 5; restart++)
      await expect(start(wrong).statistics(HOSTS, SIGNAL)).rejects.toEqual(failure('rejected'))
    expect(standIn.arrivals).toHaveLength(2)
    expect(await start(wrong).rejection()).toEqual(failure('rejected'))
    expect(kept.length).toBeGreaterThan(0)
    for (const text of kept) expect(leaksIn(text, { wrong, accessKey })).toEqual([])
    await start(secretKey).statistics(HOSTS, SIGNAL)
  })

  test('SEC-35: of many processes that begin with it at once, two send it', async () => {
    const standIn = await standInForTest()
    const documents = createDocuments()
    const credentials = { ...keysOf(standIn), secretKey: new Secret('wrong') }
    const asked = Array.from({ length: 10 }, () =>
      clientOf(standIn, {
        credentials,
        lockout: createLockout({ documents }),
        projectId: standIn.account.projectId,
      }).statistics(HOSTS, SIGNAL),
    )
    for (const { status } of await Promise.allSettled(asked)) expect(status).toBe('rejected')
    expect(standIn.arrivals).toHaveLength(2)
  })

  test('SEC-35: one that was good and is not any more is sent twice, however many calls wait just then', async () => {
    const standIn = await standInForTest({ ...UNCOUNTED, rows: 1 })
    const client = clientOf(standIn, { projectId: standIn.account.projectId })
    await client.statistics(HOSTS, SIGNAL)
    standIn.fail('hss', instead(401, { error_code: 'APIGW.0301', error_msg: 'no' }), 20)
    const asked = Array.from({ length: 20 }, () => client.statistics(HOSTS, SIGNAL))
    for (const { status } of await Promise.allSettled(asked)) expect(status).toBe('rejected')
    expect(standIn.arrivals).toHaveLength(1 + 2)
  })

  describe('SEC-35: processes that are killed before they have an answer', () => {
    const killing = async () => {
      const standIn = await standInForTest({ ...UNCOUNTED, rows: 1 })
      const documents = createDocuments()
      const clock = createClock()
      const kill = new AbortController()
      const start = () =>
        clientOf(standIn, {
          lockout: createLockout({ documents, now: clock }),
          projectId: standIn.account.projectId,
        })
      const startAndKill = async () => {
        standIn.fail('hss', hang)
        const before = standIn.arrivals.length
        start()
          .statistics(HOSTS, kill.signal)
          .catch(() => undefined)
        await vi.waitFor(() => expect(standIn.arrivals.length).toBeGreaterThan(before))
        clock.now += 31_000
      }
      onTestFinished(() => kill.abort())
      return { standIn, clock, start, startAndKill }
    }

    test('send a credential that was never accepted twice in ten minutes', async () => {
      const { standIn, clock, start, startAndKill } = await killing()
      await startAndKill()
      await startAndKill()
      await expect(start().statistics(HOSTS, SIGNAL)).rejects.toEqual(failure('timeout', 'UNANSWERED'))
      expect(standIn.arrivals).toHaveLength(2)
      clock.now += 10 * 60_000
      expect(await start().statistics(HOSTS, SIGNAL)).toMatchObject({ total: 1 })
    })

    test('do not keep one from being sent that was accepted before', async () => {
      const { start, startAndKill } = await killing()
      await start().statistics(HOSTS, SIGNAL)
      for (let i = 0; i < 4; i++) await startAndKill()
      expect(await start().statistics(HOSTS, SIGNAL)).toMatchObject({ total: 1 })
    })
  })

  test('SEC-35: neither is a wrong password', async () => {
    const standIn = await standInForTest()
    const credentials: Credentials = {
      kind: 'user',
      name: 'reader',
      password: new Secret('wrong'),
      domain: 'stand-in',
    }
    const client = clientOf(standIn, { credentials })
    for (let i = 0; i < 10; i++)
      await expect(client.statistics(HOSTS, SIGNAL)).rejects.toEqual(failure('rejected', '401'))
    expect(standIn.arrivals).toHaveLength(2)
  })

  test('F28: with a clock 16 minutes ahead, the clock is named, and that is all that is tried', async () => {
    const standIn = await standInForTest()
    const client = clientOf(standIn, { clock: () => Date.now() + 16 * 60_000 })
    for (let i = 0; i < 5; i++) {
      const error: unknown = await client.statistics(HOSTS, SIGNAL).catch((error: unknown) => error)
      expect(error).toMatchObject({ kind: 'rejected', code: 'APIGW.0303', advice: ADVICE.clock })
      expect(error).toHaveProperty('clockSkew', expect.closeTo(16 * 60_000, -4)) // seconds are rounded in the header
    }
    expect(standIn.arrivals).toHaveLength(2)
  })
})

test('SEC-16: no secret can be read from an error, a client or a credential, nor in any encoding', async () => {
  const keys = { accessKey: canary(), secretKey: canary(), securityToken: canary() }
  const user = { name: 'reader', password: canary(), domain: 'account' }
  const standIn = await standInForTest({ ...UNCOUNTED, account: { keys, user } })
  const printed: string[] = []
  for (const credentials of [keysOf(standIn), userOf(standIn)]) {
    const client = clientOf(standIn, { credentials })
    printed.push(
      inspect({ client, credentials }, { depth: 9, showHidden: true }),
      JSON.stringify(credentials),
    )
    // What a wicked or careless service might do: echo what it was sent.
    const echo = instead(500, {
      error_code: Object.values(keys).join(),
      error_msg: Object.values({ ...keys, ...user }).join(),
    })
    for (const service of ['iam', 'hss'] as const) {
      for (const fault of [echo, truncated(5), hostile]) {
        standIn.fail(service, fault)
        const error: unknown = await client.statistics(HOSTS, SIGNAL).catch((error: unknown) => error)
        printed.push(inspect(error, { depth: 9, showHidden: true }), JSON.stringify(error), String(error))
      }
    }
  }
  const token = standIn.arrivals.flatMap(({ headers }) =>
    headers.filter(([name]) => name === 'X-Auth-Token'),
  )[0]?.[1]
  expect(token).toBeTypeOf('string')
  const secrets = { ...keys, password: user.password, token: token ?? '' }
  expect(printed.flatMap((text) => leaksIn(text, secrets))).toEqual([])
})

test('a call that is given up fails with the reason it was given', async () => {
  const standIn = await standInForTest()
  standIn.fail('hss', hang)
  const reason = new Error('stopping')
  await expect(
    clientOf(standIn).statistics(HOSTS, AbortSignal.any([SIGNAL, AbortSignal.abort(reason)])),
  ).rejects.toBe(reason)
})
