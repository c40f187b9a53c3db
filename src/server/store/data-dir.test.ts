import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { claimDataDir, openStore } from './open.ts'
import { newScope, row, snapshot, startRecorder } from './testing/stores.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'openports-claim-'))
})
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true })
})

const claim = () => claimDataDir(dataDir, { address: 'http://127.0.0.1:4040' })

/** A server of another process, which holds the directory until it is killed. */
async function otherServer() {
  const script = `
    import { claimDataDir } from '#server/store/open.ts'
    globalThis.claim = claimDataDir(${JSON.stringify(dataDir)}, { address: 'http://127.0.0.1:5050' })
    process.stdout.write('claimed')
    setInterval(() => {}, 1000)
  `
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return child
}

test('F38: a second server learns whose the directory is and what to do', { timeout: 30_000 }, async () => {
  const other = await otherServer()
  expect(claim).toThrow(
    expect.objectContaining({
      name: 'StoreError',
      reason: 'claimed',
      message:
        `the data directory ${dataDir} is in use by another Openports server ` +
        `(process ${other.pid}, http://127.0.0.1:5050): stop that one, or set OPENPORTS_DATA_DIR to another directory`,
    }),
  )
  other.kill('SIGKILL')
  await once(other, 'exit')
  claim().release()
})

test('a claim that was released is free, and leaves no name behind', () => {
  const first = claim()
  expect(claim).toThrow(/in use by another Openports server \(process \d+, http:\/\/127\.0\.0\.1:4040\)/)
  first.release()
  expect(existsSync(join(dataDir, 'server.json'))).toBe(false)
  claim().release()
})

test('the name of the other is left out when its file cannot be read', () => {
  const first = claim()
  writeFileSync(join(dataDir, 'server.json'), '{"pid": 1')
  expect(claim).toThrow(/is in use by another Openports server: stop that one/)
  first.release()
})

test('a directory that cannot be used says so', () => {
  mkdirSync(join(dataDir, 'server.lock'))
  expect(claim).toThrow(expect.objectContaining({ reason: 'unusable' }))
  expect(() => claimDataDir(join(dataDir, 'no', 'where'), { address: '' })).toThrow(/cannot be created/)
})

test(
  'F38: an import beside a running server needs no claim, and the server sees it',
  { timeout: 30_000 },
  async () => {
    const held = claim()
    const store = await openStore({ dataDir })
    const scope = newScope()
    await store.record(scope, snapshot(1, [row('22/TCP 1 danger')]))
    const before = (await store.extent({ scopeQuery: scope })).mark
    await startRecorder({ dataDir }, scope, [5]).done
    expect((await store.extent({ scopeQuery: scope })).mark?.id).toBeGreaterThan(before?.id ?? 0)
    await store.close()
    held.release()
  },
)
