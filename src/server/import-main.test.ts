import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
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

/** Runs the command as a person does, on a data directory of the tests. */
const run = (...args: string[]) =>
  new Promise<{ code: number | string; stdout: string; stderr: string }>((resolve) => {
    const main = join(import.meta.dirname, 'import-main.ts')
    const env = { ...process.env, OPENPORTS_DATA_DIR: join(folder, 'data'), DATABASE_URL: '' }
    execFile(process.execPath, [main, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    )
  })

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

test('help', async () => {
  const { code, stdout } = await run('--help')
  expect(code).toBe(0)
  expect(stdout).toBe(IMPORT_HELP)
})
