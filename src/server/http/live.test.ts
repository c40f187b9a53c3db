import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { ACTION_HEADER } from '#contract/headers.ts'
import { ASK_PATH, RETRY_PATH, STATUS_PATH, StatusAnswer, writeAsk } from '#contract/status.ts'
import { faultless } from '#test/hss/answer.ts'
import * as faults from '#test/hss/faults.ts'
import { standInForTest } from '#test/hss/for-test.ts'
import type { Arrival, StandIn, StandInOptions } from '#test/hss/stand-in.ts'
import { leaksIn } from '#test/server/canaries.ts'
import { serverProgram } from '#test/server/server-process.ts'
import type { ServerProgram } from '#test/server/server-process.ts'

/** Long random words, so that one found anywhere came from where it was put. */
const canary = (): string => randomBytes(20).toString('hex')

let program: ServerProgram
beforeAll(async () => {
  program = await serverProgram()
})
afterAll(() => program.remove())

/** What a server is told of a stand-in, by keys or by a user of IAM. */
function settingsFor({ account, endpoints }: StandIn, by: 'keys' | 'user') {
  const { keys, user } = account
  return {
    HSS_REGION: account.region,
    HSS_ENDPOINT: endpoints.hss,
    IAM_ENDPOINT: endpoints.iam,
    EPS_ENDPOINT: endpoints.eps,
    HSS_CALLS_PER_MINUTE: '600',
    HUAWEICLOUD_SDK_PROJECT_ID: account.projectId,
    ...(by === 'keys'
      ? {
          HUAWEICLOUD_SDK_AK: keys.accessKey,
          HUAWEICLOUD_SDK_SK: keys.secretKey,
          ...(keys.securityToken !== null && { HUAWEICLOUD_SDK_SECURITY_TOKEN: keys.securityToken }),
        }
      : { HSS_IAM_USER: user.name, HSS_IAM_PASSWORD: user.password, HSS_IAM_DOMAIN: user.domain }),
  }
}

/** A stand-in, and whatever servers a test starts on it one after the other, on one data directory. */
async function world(options: StandInOptions = {}) {
  const standIn = await standInForTest({ rows: 300, callsPerMinute: null, ...options })
  const dataDir = await mkdtemp(join(tmpdir(), 'openports-live-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  const token = canary()
  const project = standIn.account.projectId

  async function start(by: 'keys' | 'user' = 'keys', more: Readonly<Record<string, string>> = {}) {
    const env = { ...settingsFor(standIn, by), OPENPORTS_DATA_DIR: dataDir, OPENPORTS_TOKEN: token, ...more }
    const server = program.run([], env)
    onTestFinished(() => void server.child.kill('SIGKILL'))
    const url = await server.ready()
    const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
      fetch(`${url}${path}`, { method, headers: { 'X-Auth-Token': token, ...headers } })
    const status = async () => StatusAnswer.parse(await (await ask(STATUS_PATH)).json()).projects[0]!
    return {
      server,
      url,
      ask,
      rows: (headers: Record<string, string> = {}) =>
        ask(`/v5/${project}/asset/port/statistics?limit=1000`, headers),
      askHss: (port: number, headers: Record<string, string> = {}) => {
        const scope = { project, category: 'host', enterpriseProject: '0' } as const
        const query = writeAsk(scope, port).toString()
        return ask(`${ASK_PATH}?${query}`, { [ACTION_HEADER]: 'ask', ...headers }, 'POST')
      },
      retry: () => ask(RETRY_PATH, { [ACTION_HEADER]: 'retry' }, 'POST'),
      status,
      /** Whether hosts and containers were read, and nothing more is for now. */
      isRead: async (): Promise<boolean> => {
        const { scopes } = await status()
        const states = scopes.map(({ state, sweeps: [last] }) => `${state} ${last?.outcome ?? 'never read'}`)
        return states.join() === 'idle complete,idle complete'
      },
      stop: async () => {
        server.child.kill('SIGTERM')
        expect((await server.ended).code).toBe(0)
      },
    }
  }
  return { standIn, dataDir, token, start }
}

/** Asks again until it is so. A test that waits for ever fails by its time-out. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(50)
}

const isWhole = (answer: Response): boolean => answer.headers.get('Openports-Complete') === 'true'

/** Headers that a client may think up: its own, a proxy's, and those that HSS and IAM read. */
const SIXTY_HEADERS = Object.fromEntries(
  `Authorization Cookie Origin Referer Forwarded Via Range If-Match From DNT X-Forwarded-For X-Forwarded-Host
  X-Forwarded-Port X-Forwarded-Proto X-Forwarded-Uri X-Forwarded-User X-Forwarded-Prefix X-Forwarded-Server
  X-Forwarded-Scheme X-Forwarded-Client-Cert X-Forwarded-Method X-Sdk-Date X-Sdk-Content-Sha256 X-Sdk-Signature
  X-Sdk-Security-Token X-Project-Id X-Domain-Id X-Security-Token X-Subject-Token X-Auth-Key X-Enterprise-Project-Id
  X-Real-IP X-Original-URL X-Rewrite-URL X-HTTP-Method-Override X-Request-Id X-Language True-Client-IP
  CF-Connecting-IP X-Client-IP X-Cluster-Client-IP Client-IP X-Remote-User Accept-Language Cache-Control Pragma
  User-Agent Accept Content-Type Purpose Save-Data X-Auth_Token X_Auth_Token X-API-Key X-CSRF-Token Traceparent
  Tracestate Baggage B3 X-B3-TraceId`
    .split(/\s+/)
    .map((name) => [name, `client-${name.toLowerCase()}`]),
)

test('SEC-01: of sixty headers that a client sends, none changes what goes to HSS', async () => {
  expect(Object.keys(SIXTY_HEADERS).length).toBeGreaterThanOrEqual(60)
  const { standIn, start } = await world({
    account: { keys: { accessKey: 'AK', secretKey: 'SK', securityToken: 'ST' } },
  })
  const { askHss, ask } = await start()
  const detail = `/v5/${standIn.account.projectId}/asset/ports/detail?port=`
  expect((await askHss(22)).status).toBe(200)
  expect((await ask(`${detail}22`)).status).toBe(200)
  expect((await askHss(23, SIXTY_HEADERS)).status).toBe(200)
  expect((await ask(`${detail}23`, SIXTY_HEADERS)).status).toBe(200)

  /** A request as it arrived, but for what differs from one to the next: the port, the time, and so the signature. */
  const shapeOf = ({ headers, method, target, body }: Arrival) => ({
    request: `${method} ${target.replace(/port=\d+/, '')} ${body}`,
    headers: headers.map(([name, value]) =>
      name === 'X-Sdk-Date' || name === 'Authorization'
        ? [name, value.replace(/\w{16,}|Signature=\w+/g, '')]
        : [name, value],
    ),
  })
  const arrived = (port: number) =>
    standIn.arrivals.filter(({ target }) => new RegExp(`port=${port}(&|$)`).test(target)).map(shapeOf)
  expect(arrived(22)).toHaveLength(2)
  expect(arrived(23)).toEqual(arrived(22))
  expect(JSON.stringify(standIn.arrivals)).not.toContain('client-')
})

test('F01: a server that never reached HSS is up and says why; it is ready once it has a page', async () => {
  const { standIn, start } = await world()
  await standIn.close('hss')
  const { ask, retry, status, stop } = await start()
  await until(async () => (await status()).failure?.kind === 'network')
  const ready = await ask('/readyz')
  expect([ready.status, await ready.text()]).toEqual([503, expect.stringContaining('No data from HSS yet')])
  for (const path of ['/livez', '/', '/api/projects']) expect((await ask(path)).status).toBe(200)
  await standIn.open('hss')
  await retry()
  await until(async () => (await ask('/readyz')).ok)
  await stop()
})

describe('F02, F36: what was read stays, and is shown', () => {
  test('when the next server finds HSS away', async () => {
    const { standIn, start } = await world()
    const first = await start()
    await until(async () => isWhole(await first.rows()))
    const rows = await (await first.rows()).text()
    await first.stop()
    await standIn.close('hss')

    const second = await start()
    const stale = await second.rows()
    expect([stale.status, isWhole(stale), await stale.text()]).toEqual([200, true, rows])
    expect((await second.ask('/readyz')).status).toBe(200)
    const asked = await second.askHss(22)
    expect([asked.status, await asked.text()]).toEqual([502, expect.stringContaining('HSS is unreachable')])
    await second.stop()
  })

  test(
    'when nothing more can be written, and reading goes on by itself once it can',
    { timeout: 120_000 },
    async () => {
      const { standIn, start } = await world()
      const { server, ask, rows, retry, status, isRead, stop } = await start()
      await until(isRead)
      const before = { rows: await (await rows()).text(), calls: standIn.arrivals.length }
      /** A limit of the operating system: writes to files fail from there on, as they do on a broken disk. */
      const limitFiles = (bytes: string) =>
        execFileSync('prlimit', ['--pid', String(server.child.pid), `--fsize=${bytes}:`])

      limitFiles('0')
      await until(async () => (await status()).failure?.kind === 'store')
      expect((await status()).nextAttempt).not.toBeNull()
      const still = await rows()
      expect([still.status, isWhole(still), await still.text()]).toEqual([200, true, before.rows])
      for (const path of ['/readyz', '/livez', '/api/projects']) expect((await ask(path)).status).toBe(200)
      expect(standIn.arrivals.length).toBe(before.calls) // what cannot be stored is not asked for
      expect(server.said.err).toMatch(/cannot be read or written/)

      limitFiles('unlimited')
      await retry()
      await until(async () => (await status()).failure === null)
      await stop()
    },
  )
})

test('F27, SEC-35: a server that is killed and started again and again with a wrong key sends it twice', async () => {
  const { standIn, start } = await world()
  const wrong = { HUAWEICLOUD_SDK_SK: canary() }
  for (let restart = 0; restart < 4; restart++) {
    const { status, retry, server } = await start('keys', wrong)
    await until(async () => (await status()).failure?.kind === 'rejected')
    if (restart > 0) await retry()
    server.child.kill('SIGKILL')
    await server.ended
  }
  expect(standIn.arrivals.length).toBeLessThanOrEqual(2)
  const { isRead, stop } = await start()
  await until(isRead) // another key, and the lease of a killed server is no obstacle
  await stop()
})

test('what HSS says of the servers behind a port is passed on: their agents, and that it is throttled', async () => {
  const { standIn, start } = await world({ rows: 1 })
  const { isRead, ask, stop } = await start()
  await until(isRead)
  const [row] = [...standIn.fleet('host', '0').rows.values()]
  const detail = (more: string) => ask(`/v5/${standIn.account.projectId}/asset/ports/detail?port=${more}`)
  const hosts = await detail(`${row?.port}`)
  expect(await hosts.json()).toMatchObject({
    data_list: expect.arrayContaining([expect.objectContaining({ agent_id: 'agent-0000' })]),
  })

  standIn.fail('hss', faults.throttled('60'), 9)
  const throttled = await detail('1')
  expect([throttled.status, await throttled.text()]).toEqual([429, expect.stringContaining('APIGW.0308')])
  const seconds = Number(throttled.headers.get('Retry-After'))
  expect(seconds).toBeGreaterThan(55)
  expect(seconds).toBeLessThanOrEqual(60)
  const arrived = standIn.arrivals.length
  expect((await detail('2')).status).toBe(429)
  expect(standIn.arrivals.length).toBe(arrived)
  await stop()
})

test('a region that refuses pages of 200 rows is read with smaller ones, and the status says why', async () => {
  const { standIn, start } = await world({ rows: 400, region: { limitMax: 60 } })
  const { rows, status, isRead, ask, stop } = await start()
  await until(isRead)
  expect(isWhole(await rows())).toBe(true)
  const limits = pagesOf(standIn).map(({ searchParams }) => Number(searchParams.get('limit')))
  expect(Math.max(...limits)).toBe(50)
  const { failure, scopes } = await status()
  expect(failure).toBeNull()
  const sweeps = scopes.flatMap(({ sweeps }) => sweeps)
  for (const sweep of sweeps) expect(sweep).toMatchObject({ outcome: 'complete', ignores: ['limit'] })
  // One way down for both: 200, then 100.
  const errors = sweeps.flatMap(({ errors }) => errors)
  expect(errors.map(({ kind }) => kind)).toEqual(['pageSize', 'pageSize'])
  expect(errors[0]?.advice).toContain('page size')
  const port = [...standIn.fleet('host', '0').rows.values()].find(({ num }) => num > 50)!
  const hosts = await ask(
    `/v5/${standIn.account.projectId}/asset/ports/detail?port=${port.port}&type=${port.type}&limit=200`,
  )
  expect(await hosts.json()).toMatchObject({ total_num: port.num })
  await stop()
})

test('SEC-02: a page of HSS that attacks the browser ends at the server', async () => {
  const { standIn, start } = await world()
  const { askHss, ask, stop } = await start()
  await until(async () => (await askHss(22)).ok)
  const detail = `/v5/${standIn.account.projectId}/asset/ports/detail?port=22`
  for (const asking of [() => askHss(22), () => ask(detail)]) {
    standIn.fail('hss', faults.hostile, 3) // a sweep may take one or two of them
    const answer = await asking()
    standIn.recover('hss')
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([
      502,
      'application/json; charset=utf-8',
    ])
    expect(answer.headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'.* sandbox$/)
    for (const name of ['Set-Cookie', 'Location', 'Refresh', 'Strict-Transport-Security', 'Clear-Site-Data'])
      expect([name, answer.headers.get(name)]).toEqual([name, null])
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull()
    expect(await answer.text()).not.toMatch(/<script|evil/)
  }
  await stop()
})

test('F34: a server that is stopped while HSS hangs ends cleanly, and the next one goes on from its page', async () => {
  const { standIn, start } = await world({ rows: 900 })
  standIn.fail('hss', faultless, 3)
  standIn.fail('hss', faults.hang, 20)
  const first = await start()
  const asked = () => standIn.arrivals.filter(({ service }) => service === 'hss').length
  await until(() => Promise.resolve(asked() > 3))
  expect((await first.rows()).headers.get('Openports-Complete')).toMatch(/^0/)
  const before = performance.now()
  await first.stop()
  expect(performance.now() - before).toBeLessThan(10_000)
  standIn.recover('hss')

  const second = await start()
  await until(async () => isWhole(await second.rows()))
  const begun = (await second.status()).scopes.map(({ sweeps }) => sweeps.length)
  expect(begun).toEqual([1, 1])
  await second.stop()
})

test('SEC-38: the age of the data is that of the sync, whatever a client claims', async () => {
  const { start } = await world()
  const { rows, ask, server } = await start()
  await until(async () => isWhole(await rows()))
  const marks = ({ headers }: Response) =>
    ['Openports-Read-From', 'Openports-Read-To', 'Openports-Complete', 'ETag'].map((name) =>
      headers.get(name),
    )
  const honest = marks(await rows())
  const forged = {
    Date: 'Fri, 31 Dec 9999 23:59:59 GMT',
    Age: '0',
    'Openports-Read-From': '2999-01-01T00:00:00.000Z',
    'Openports-Read-To': '2999-01-01T00:00:00.000Z',
    'Openports-Complete': 'true',
    'If-Modified-Since': 'Fri, 31 Dec 9999 23:59:59 GMT',
    'Cache-Control': 'only-if-cached, max-stale=999999999',
  }
  expect(marks(await rows(forged))).toEqual(honest)
  const now = Date.parse(StatusAnswer.parse(await (await ask(STATUS_PATH, forged)).json()).now)
  expect(Math.abs(now - Date.now())).toBeLessThan(60_000)
  expect(server.said.err).not.toMatch(/"level":"(warn|error)"/)
})

/** Faults that end at once, and what a careless service might do: send back what it was sent. */
const faultsWith = (secrets: readonly string[]) => [
  faults.instead(500, {
    error_code: secrets.join(' '),
    error_msg: secrets.join('\r\n'),
    request_id: secrets.join(),
  }),
  faults.instead(400, { error_code: 'HSS.0013', error_description: secrets.join() }),
  faults.instead(404, secrets.join(), { 'X-Request-Id': secrets.join('-') }),
  faults.instead(302, '', { Location: `https://evil.example/?${secrets.join('&')}` }),
  faults.instead(503, `<pre>\u001b[31m${secrets.join('\n')}</pre>`),
  faults.body({
    total_num: 1,
    data_list: [{ port: 22, type: secrets.join(), num: 1, status: secrets[0] }, secrets],
  }),
  faults.body({ total_num: 500, data_list: [] }),
  faults.truncated(100),
  faults.resetAfter(200),
  faults.wrongLength(5),
  faults.encoding('br'),
  faults.bomb(1_000_000),
  faults.hostile,
]

describe.each(['keys', 'user'] as const)('SEC-16: with %s', (by) => {
  test('no secret leaves the server, whatever HSS or a client does', { timeout: 120_000 }, async () => {
    const keys = { accessKey: canary(), secretKey: canary(), securityToken: canary() }
    const user = { name: 'reader', password: canary(), domain: 'account' }
    const { standIn, dataDir, token, start } = await world({ account: { keys, user } })
    // Node's own report when asked by a signal, and a fault of ours that nothing catches at another.
    const fault = "data:text/javascript,process.once('SIGHUP',()=>{throw(Error('a_fault'))})"
    const { server, url, ask, askHss, rows, retry } = await start(by, {
      NODE_OPTIONS: `--report-on-signal --report-signal=SIGUSR2 --report-dir=${dataDir} --import=${fault}`,
      OPENPORTS_LOG_LEVEL: 'debug',
    })
    const seen: string[] = []
    const look = async (answering: Promise<Response>): Promise<void> => {
      const answer = await answering
      const headers = [...answer.headers].filter(([name]) => name !== 'set-cookie') // the one who asks gets a session
      seen.push(JSON.stringify(headers), await answer.text())
    }
    const visited = await fetch(url, { headers: { [ACTION_HEADER]: 'page' } })
    const session = /=([^;]+)/.exec(visited.headers.get('Set-Cookie') ?? '')?.[1] ?? ''
    expect(session).toMatch(/^[\w-]{43}$/)

    const secrets = [...Object.values(keys), user.password]
    for (const fault of faultsWith(secrets)) {
      for (const service of ['hss', 'iam', 'eps'] as const) standIn.fail(service, fault, 2)
      await look(askHss(22))
      await look(retry())
      await look(ask(STATUS_PATH))
    }
    standIn.revokeTokens()
    await look(askHss(23))
    for (const service of ['hss', 'iam', 'eps'] as const) standIn.recover(service)
    await retry()
    await until(async () => isWhole(await rows()))
    const hostile = `/%0d%0aSet-Cookie:%20a=b/%1b[31m?x=%0a{"time":"forged"}`
    for (const path of [
      '/',
      '/assets/index-AbCd1234.js',
      '/api/projects',
      '/livez',
      '/readyz',
      '/metrics',
      hostile,
      '/v5//asset',
    ])
      await look(ask(path, { Cookie: visited.headers.get('Set-Cookie') ?? '', 'User-Agent': 'a"}\t{"b' }))
    await look(ask('/api/projects', { 'X-Auth-Token': session }))
    await look(ask('/api/projects', { Host: 'evil.example' }))
    await look(ask('/api/projects', {}, 'DELETE'))
    await look(rows())
    const reports = async () => (await readdir(dataDir)).filter((file) => file.startsWith('report.'))
    server.child.kill('SIGUSR2')
    await until(async () => (await reports()).length > 0)
    server.child.kill('SIGHUP')
    expect((await server.ended).code).toBe(1)
    expect(server.said.err).toContain('a_fault')

    const files = await readdir(dataDir)
    expect(files).toContain('openports.db')
    for (const file of files) seen.push(await readFile(join(dataDir, file), 'latin1'))
    const issued = standIn.arrivals
      .flatMap(({ headers }) => headers)
      .find(([name]) => name === 'X-Auth-Token')?.[1]
    const named = {
      ...keys,
      password: user.password,
      token,
      session,
      ...(issued !== undefined && { issued }),
    }
    expect(issued !== undefined).toBe(by === 'user')
    for (const text of [...seen, server.said.out, server.said.err]) expect(leaksIn(text, named)).toEqual([])
    const lines = server.said.err.split('\n').filter((line) => line !== '' && !/Node\.js report/.test(line))
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow()
  })
})

/** Calls for pages of hosts, as they arrived. */
const pagesOf = ({ arrivals }: StandIn) =>
  arrivals
    .map(({ target }) => new URL(target, 'https://hss.example'))
    .filter(
      ({ pathname, searchParams: query }) =>
        pathname.endsWith('/port/statistics') &&
        query.get('category') === 'host' &&
        !query.has('port') &&
        !query.has('status'),
    )

test('F39: a thousand clients at once all get responses, without calls to HSS', async () => {
  const { standIn, start } = await world({ rows: 200 })
  const server = await start()
  await until(server.isRead)
  const before = standIn.arrivals.length
  let shed = 0
  /** As a browser does: asks again a second later where the server says so. */
  const ask = async (): Promise<number> => {
    for (;;) {
      const answer = await server.rows()
      const { length } = await answer.text()
      if (answer.status !== 503) return answer.status === 200 && length > 1000 ? 200 : answer.status
      expect(answer.headers.get('Retry-After')).toBe('1')
      shed += 1
      await sleep(1000)
    }
  }
  const answers = await Promise.all(Array.from({ length: 1_000 }, ask))
  expect(answers.filter((status) => status !== 200)).toEqual([])
  expect(shed).toBeLessThan(5_000)
  expect(standIn.arrivals.length - before).toBeLessThanOrEqual(1)
  await server.stop()
})
