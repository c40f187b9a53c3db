import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { IMPORT_HELP } from './import-cli.ts'

vi.setConfig({ testTimeout: 60_000 }) // each run is a process of its own, on a machine that may be busy

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openports-import-main-'))
})
afterAll(() => rm(folder, { recursive: true }))

const MAIN = join(import.meta.dirname, 'import-main.ts')

/** Starts a program on a data directory of the tests. */
function start(program: string, args: readonly string[], settings: Record<string, string> = {}) {
  const env = { ...process.env, OPENPORTS_DATA_DIR: join(folder, 'data'), DATABASE_URL: '', ...settings }
  const ending = Promise.withResolvers<{ code: number | string; stdout: string; stderr: string }>()
  const child = execFile(program, args, { env }, (error, stdout, stderr) =>
    ending.resolve({ code: error?.code ?? error?.signal ?? 0, stdout, stderr }),
  )
  return { child, ended: ending.promise }
}

/** Runs the command as a person does. */
const run = (...args: string[]) => start(process.execPath, [MAIN, ...args]).ended

const lab = (name: string) => join(import.meta.dirname, 'sources/inventory/fixtures/lab', name)

test('an import says what it took and what the scope now has', async () => {
  const first = await run(lab('tcp.xml'), lab('udp.xml'))
  expect(first).toEqual({
    code: 0,
    stderr: '',
    stdout:
      `${lab('tcp.xml')}: nmap, 14 hosts, 81 listeners\n` +
      `${lab('udp.xml')}: nmap, 14 hosts, 17 listeners\n` +
      '25 ports on 14 hosts, exposure 98, in project inventory, enterprise project 0\n',
  })
  const inside = await run(lab('ss-h1.txt'), '--enterprise-project', 'inside', '--host-name', 'gateway')
  expect(inside.stdout).toMatch(
    /ports on 1 host, exposure \d+, in project inventory, enterprise project inside\n$/,
  )
})

test('a failed import ends with one line and exit code 1', async () => {
  const missing = join(folder, 'none.xml')
  expect(await run(missing)).toEqual({
    code: 1,
    stdout: '',
    stderr: `openports: ${missing}: cannot be read: there is no such file\n`,
  })
})

test('what is repeated of an argument says nothing to the terminal', async () => {
  const { stdout } = await run(lab('ss-h1.txt'), '--enterprise-project', 'a\u001b[2J\u009b1m')
  expect(stdout).toMatch(/, enterprise project a\\u001b\[2J\\u009b1m\n$/)
})

test('more files than may be open at once are imported, from a directory', async () => {
  const fleet = join(folder, 'fleet')
  await mkdir(fleet)
  const table = 'tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:*\n'
  const names = Array.from({ length: 200 }, (_, i) => join(fleet, `web${i}.txt`))
  await Promise.all(names.map((name) => writeFile(name, table)))
  const script = `ulimit -n 100; exec '${process.execPath}' '${MAIN}' '${fleet}' --enterprise-project fleet`
  const { code, stdout } = await start('sh', ['-c', script]).ended
  expect([code, stdout.split('\n').at(-2)]).toEqual([
    0,
    '1 port on 200 hosts, exposure 200, in project inventory, enterprise project fleet',
  ])
})

test('Ctrl-C ends an import with nothing imported and exit code 130', async () => {
  const big = join(folder, 'big.csv')
  await writeFile(big, `address,port,type\n${'10.0.0.1,80,TCP\n'.repeat(2_000_000)}`)
  const data = join(folder, 'interrupted')
  const { child, ended } = start(process.execPath, [MAIN, big], { OPENPORTS_DATA_DIR: data })
  await vi.waitUntil(() => existsSync(join(data, 'openports.db')), { timeout: 30_000 })
  child.kill('SIGINT')
  child.kill('SIGINT') // npm passes on what the terminal sends, too
  expect(await ended).toEqual({
    code: 130,
    stdout: '',
    stderr: 'openports: interrupted: nothing was imported\n',
  })
})

test('help', async () => {
  const { code, stdout } = await run('--help')
  expect(code).toBe(0)
  expect(stdout).toBe(IMPORT_HELP)
})
