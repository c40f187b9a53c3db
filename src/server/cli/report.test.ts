import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { expect, onTestFinished, test } from 'vitest'

import type { PortRow } from '#contract/port-row.ts'
import { openStore } from '#server/store/open.ts'
import { host, listener } from '#server/store/testing/stores.ts'

const SCOPE = { project: 'p1', category: 'host', enterpriseProject: '0' } as const
const MONDAY = '2026-11-23T08:00:00.000Z'
const TUESDAY = '2026-11-24T08:00:00.000Z'
const row = (port: number, servers: number, status = 'unknown'): PortRow => ({
  port,
  type: 'TCP',
  servers,
  status,
})

/** A store with two snapshots of one scope, and the command on it as cron runs it. */
async function recorded() {
  const dataDir = mkdtempSync(join(tmpdir(), 'openports-report-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true }))
  const store = await openStore({ dataDir })
  await store.describeProject({ id: 'p1', name: 'Shop', kind: 'hss' })
  const record = (at: string, rows: PortRow[]) =>
    store.record(SCOPE, { readFrom: at, readTo: at, complete: 1, rows })
  await record(MONDAY, [row(22, 5), row(23, 2, 'danger')])
  await record(TUESDAY, [row(22, 5), row(23, 3, 'danger'), row(8080, 1)])
  await store.close()
  const out = join(dataDir, 'report.html')
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['src/server/cli/openports.ts', 'report', ...args], {
      env: { PATH: process.env['PATH'], OPENPORTS_DATA_DIR: dataDir },
    })
  return { dataDir, out, run, read: () => readFileSync(out, 'utf8') }
}

test('a report is made from the store, whole and for its owner alone', async () => {
  const { dataDir, out, run, read } = await recorded()
  const { stdout } = await run(
    '--project',
    'p1',
    '--query',
    'risk:danger',
    '--since',
    '2026-11-23T12:00Z',
    '--out',
    out,
  )
  expect(stdout).toBe(`${out}: 1 port\n`)
  expect(read()).toContain('1 of 3 total')
  expect(read()).toContain('<bdi>Shop</bdi>')
  expect(read()).not.toContain('8080') // changes follow the query too
  expect(read()).toContain('2 → 3')
  expect(statSync(out).mode & 0o777).toBe(0o600)
  await run('--out', out, '--language', 'zh-CN')
  expect(read()).toContain('3 个，范围内共 3 个')
  expect(readdirSync(dataDir).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('a scope that was never read is reported as such, not as one without ports', async () => {
  const { out, run, read } = await recorded()
  expect((await run('--out', out, '--category', 'container')).stdout).toBe(`${out}: no data yet\n`)
  expect(read()).toContain('No data in this scope yet.')
})

test('a query may ask for servers', async () => {
  const { dataDir, out, run, read } = await recorded()
  const store = await openStore({ dataDir })
  const scope = { ...SCOPE, project: 'lab' }
  const monday = { readFrom: MONDAY, readTo: MONDAY }
  const servers = [host('web', [listener(80)]), host('db', [listener(3306), listener(80)])]
  await store.recordInventory(scope, servers, monday)
  await store.close()
  const { stdout } = await run('--project', 'lab', '--query', 'host:web', '--out', out)
  expect(stdout).toBe(`${out}: 1 port\n`)
  expect(read()).not.toContain('3306')
})

test('what cannot be reported is said in one line', async () => {
  const { out, run } = await recorded()
  for (const [args, line] of [
    [['--project', 'gone'], 'openports: --project gone: not found; projects: p1\n'],
    [['--query', 'colour:red'], 'openports: --query is invalid; docs/query.md describes the syntax\n'],
    [['--query', 'host:web'], 'openports: --query asks for servers, and those of project p1 are unknown\n'],
    [['--enterprise-project', 'x'], 'openports: --enterprise-project x: not found in project p1\n'],
    [['--since', '2020-01-01'], /^openports: --since 2020-01-01T.*the oldest snapshot is newer\n$/],
  ] as const) {
    const failed = await run('--out', out, ...args).catch((error: { code: number; stderr: string }) => error)
    expect(failed).toMatchObject({ code: 1 })
    expect(failed.stderr).toMatch(line)
  }
})
