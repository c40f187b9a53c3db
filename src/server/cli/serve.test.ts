import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { listenOnLoopback } from '#test/loopback.ts'
import { serverProgram } from '#test/server/server-process.ts'
import type { ServerProgram } from '#test/server/server-process.ts'

const TOKEN = 'a-token-of-the-tests-0123456789abcdef'
const NMAP = `<?xml version="1.0"?>
<!DOCTYPE nmaprun>
<nmaprun scanner="nmap" start="1700000000">
<scaninfo type="syn" protocol="tcp" numservices="2" services="22-23"/>
<host starttime="1700000000" endtime="1700000001"><status state="up"/><address addr="10.1.2.3" addrtype="ipv4"/>
<ports><port protocol="tcp" portid="23"><state state="open"/></port></ports></host>
<runstats><finished time="1700000002" exit="success"/><hosts up="1" down="0" total="1"/></runstats>
</nmaprun>
`

let program: ServerProgram
beforeAll(async () => {
  program = await serverProgram()
})
afterAll(() => program.remove())

let folder: string
let dataDir: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openports-main-'))
  dataDir = join(folder, 'data')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const run = (args: readonly string[] = [], env: Record<string, string> = {}) =>
  program.run(args, { OPENPORTS_DATA_DIR: dataDir, ...env })

/** How it fails to start: nothing said but one line, exit code 1. */
async function failure(args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const { code, out, err } = await run(args, env).ended
  expect({ code, out, lines: err.trimEnd().split('\n').length }).toEqual({ code: 1, out: '', lines: 1 })
  return err
}

test('a server starts with the demo fleet, answers, and stops cleanly on Ctrl-C', async () => {
  const server = run([], { OPENPORTS_TOKEN: TOKEN })
  const url = await server.ready()
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  const statistics = `${url}/v5/demo/asset/port/statistics?enterprise_project_id=all_granted_eps`
  expect((await fetch(statistics)).status).toBe(401)
  const answer = await fetch(statistics, { headers: { 'X-Auth-Token': TOKEN } })
  expect(await answer.json()).toMatchObject({ data_list: { length: 10 } })

  server.child.kill('SIGINT')
  server.child.kill('SIGTERM') // npm passes on what the terminal sends, too
  expect((await server.ended).code).toBe(0)
  expect(server.said.out).toMatch(
    /^Openports is at http:\/\/127\.0\.0\.1:\d+\nData: demo fleet: [\d,]+ servers, \d+ containers\nAPI token: as set in OPENPORTS_TOKEN\n$/,
  )
  const lines = server.said.err.trimEnd().split('\n')
  const logged: unknown[] = lines.map((line): unknown => JSON.parse(line))
  expect(logged).toMatchObject([
    { level: 'info', message: 'started', url },
    { level: 'debug', message: 'request', route: '/readyz', status: 200 },
    { message: 'request', route: '/v5/:project/asset/port/statistics', status: 401, isWhole: true },
    { message: 'request', method: 'GET', status: 200, address: '127.0.0.1', requestId: expect.any(String) },
    { message: 'stopping', wait: 0 },
    { message: 'stopped' },
  ])
  expect(server.said.err).not.toContain('all_granted_eps') // the view of a user stays out of the log
  expect(server.said.out + server.said.err).not.toContain(TOKEN)
}, 60_000)

test('requests are not logged where the setting says so', async () => {
  const server = run([], { OPENPORTS_LOG_REQUESTS: 'no' })
  await fetch(`${await server.ready()}/api/projects`)
  server.child.kill('SIGTERM')
  const { code, err } = await server.ended
  expect([code, err.match(/"message":"[a-z]+"/g)]).toEqual([
    0,
    ['"message":"started"', '"message":"stopping"', '"message":"stopped"'],
  ])
}, 60_000)

test('imported scans are shown instead of the demo fleet, also at the next start', async () => {
  const scan = join(folder, 'scan.xml')
  await writeFile(scan, NMAP)
  for (const args of [['--import', scan], []]) {
    const server = run(args)
    await server.ready()
    server.child.kill('SIGTERM')
    expect((await server.ended).code).toBe(0)
    expect(server.said.out).toContain('Data: inventory: 1 port, 1 open-port instance\n')
    expect(server.said.out).not.toContain('demo')
    expect(server.said.out).toMatch(/API token: [\w-]{43} \(valid for this run; /)
  }
}, 60_000)

test.each([
  [
    ['--prot', '1'],
    {},
    /^openports: unknown option '--prot' \(Did you mean --port\?\)\. For help: npm start -- --help\n$/,
  ],
  [['--port', '70000'], {}, /^openports: PORT "70000" cannot be used: use a port number/],
  [[], { OPENPORTS_TOKEN: 'short' }, /^openports: OPENPORTS_TOKEN cannot be used: use 32 to /],
  [['--host', '0.0.0.0'], {}, /^openports: HOST "0\.0\.0\.0" cannot be used: .+sign-in is not configured/],
  [[], { OPENPORTS_LOG_LEVEL: 'loud' }, /^openports: OPENPORTS_LOG_LEVEL "loud" cannot be used: use debug, /],
  [
    [],
    { OPENPORTS_STOP_WAIT: '61' },
    /^openports: OPENPORTS_STOP_WAIT "61" cannot be used: use whole seconds/,
  ],
  [[], { HOST: '::' }, /^openports: HOST "::" cannot be used: /],
])(
  'SEC-13 and settings: %j %j is refused before anything is opened',
  async (args, env, message) => {
    expect(await failure(args, env)).toMatch(message)
    expect(existsSync(dataDir)).toBe(false)
  },
  15_000,
)

test('a port in use is reported with the option to change', async () => {
  const other = createServer()
  const port = String(await listenOnLoopback(other))
  await mkdir(dataDir)
  expect(await failure(['--port', port])).toBe(
    `openports: port ${port} of 127.0.0.1 is in use: stop the program that uses it, or choose another port with --port\n`,
  )
  other.close()
}, 60_000)

test('what a server writes is for its user alone, and a data directory that others can read is reported', async () => {
  await mkdir(dataDir)
  const said: [string, boolean][] = []
  for (const [mode, who] of [
    [0o755, 'all'],
    [0o750, 'a group'],
    [0o700, 'none'],
  ] as const) {
    await chmod(dataDir, mode)
    const server = run()
    await server.ready()
    const files = await readdir(dataDir)
    expect(files).toContain('openports.db')
    for (const file of files)
      expect([file, (await stat(join(dataDir, file))).mode & 0o077]).toEqual([file, 0])
    const warning = `other users of this machine can read ${dataDir}. To restrict access: chmod 700 ${dataDir}`
    said.push([who, server.said.out.includes(warning)])
    server.child.kill('SIGINT')
    await server.ended
  }
  expect(said).toEqual([
    ['all', true],
    ['a group', true],
    ['none', false],
  ])
})

test('F38: a second server on the same data names the first', async () => {
  const first = run()
  const url = await first.ready()
  expect(await failure([])).toMatch(new RegExp(`^openports: the data directory .+process ${first.child.pid}`))
  expect((await fetch(`${url}/livez`)).status).toBe(200)
  first.child.kill('SIGINT')
  expect((await first.ended).code).toBe(0)
}, 60_000)

test('F43: an unhandled rejection is logged, and the server goes on', async () => {
  const server = run([], { OPENPORTS_TOKEN: TOKEN })
  const url = await server.ready()
  for (const headers of [{ 'X-Test-Fault': 'rejection' }, undefined])
    expect((await fetch(`${url}/livez`, headers && { headers })).status).toBe(200)
  server.child.kill('SIGINT')
  const { code, err } = await server.ended
  expect(code).toBe(0)
  expect(err).toMatch(
    /"level":"error".+"error":"Error: a stray rejection\\n.+"message":"unhandled rejection"/,
  )
}, 60_000)

test('F43: an uncaught exception ends the server cleanly, and the next one starts on the same data', async () => {
  const server = run([], { OPENPORTS_TOKEN: TOKEN })
  await fetch(`${await server.ready()}/livez`, { headers: { 'X-Test-Fault': 'exception' } })
  const { code, err } = await server.ended
  expect(code).toBe(1)
  expect(err).toMatch(/"error":"Error: a stray exception\\n.+"message":"uncaught exception"/)
  expect(err).toMatch(/"message":"stopped"\}\n$/)
  const next = run([], { OPENPORTS_TOKEN: TOKEN })
  expect((await fetch(`${await next.ready()}/readyz`)).status).toBe(200)
  next.child.kill('SIGINT')
  expect((await next.ended).code).toBe(0)
}, 60_000)

test('a server whose writing thread ends says so and stops, and the next one starts on the same data', async () => {
  const server = run([], { OPENPORTS_TOKEN: TOKEN })
  await fetch(`${await server.ready()}/livez`, { headers: { 'X-Test-Fault': 'thread' } })
  const { code, err } = await server.ended
  expect(code).toBe(1)
  expect(err).toMatch(
    /"error":"Error: the thread that writes the database ended.+"message":"uncaught exception"/,
  )
  expect(err).toMatch(/"message":"stopped"\}\n$/)
  const next = run([], { OPENPORTS_TOKEN: TOKEN })
  expect((await fetch(`${await next.ready()}/readyz`)).status).toBe(200)
  next.child.kill('SIGINT')
  expect((await next.ended).code).toBe(0)
}, 60_000)

/** Asks until it is not ready; while it waits for balancers, it still answers, and asks for no more on the connection. */
async function untilUnready(url: string): Promise<void> {
  while ((await fetch(`${url}/readyz`)).status === 200);
  const { status, headers } = await fetch(`${url}/livez`)
  expect([status, headers.get('Connection')]).toEqual([200, 'close'])
}

test('a container gets whether its server is ready as an exit code', async () => {
  const server = run([])
  const { port } = new URL(await server.ready())
  const ask = async (env: Record<string, string>): Promise<unknown> => {
    const asking = spawn(process.execPath, [join(import.meta.dirname, 'openports.ts'), 'health'], { env })
    return (await once(asking, 'exit'))[0]
  }
  expect(await ask({ PORT: port })).toBe(0)
  server.child.kill('SIGINT')
  await server.ended
  expect(await ask({ PORT: port })).toBe(1)
}, 60_000)

test('a server that is stopped says so before it refuses a request', async () => {
  const server = run([], { OPENPORTS_STOP_WAIT: '2' })
  const url = await server.ready()
  server.child.kill('SIGTERM')
  await untilUnready(url)
  expect((await server.ended).code).toBe(0)
}, 60_000)

test('a second signal to stop ends it at once', async () => {
  const server = run([], { OPENPORTS_STOP_WAIT: '60' })
  const url = await server.ready()
  server.child.kill('SIGTERM')
  await untilUnready(url)
  await sleep(600) // closer together they count as one
  server.child.kill('SIGTERM')
  expect((await server.ended).code).toBe(1)
}, 60_000)
