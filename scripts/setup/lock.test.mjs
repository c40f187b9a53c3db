import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { withLock } from './lock.mjs'

let folder
let lock

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'openports-lock-'))
  lock = join(folder, 'below', 'set-up.lock')
})

afterEach(() => rmSync(folder, { recursive: true }))

test('work is done under the lock, and the lock goes with it', async () => {
  await expect(withLock(lock, () => readFileSync(lock, 'utf8'))).resolves.toBe(String(process.pid))
  expect(existsSync(lock)).toBe(false)
})

test('the lock goes when the work fails', async () => {
  await expect(withLock(lock, () => Promise.reject(new Error('no space')))).rejects.toThrow('no space')
  expect(existsSync(lock)).toBe(false)
})

test('processes that start at once do the work one after the other', async () => {
  const journal = join(folder, 'journal')
  const script = `import { appendFileSync } from 'node:fs'
    import { withLock } from ${JSON.stringify(join(import.meta.dirname, 'lock.mjs'))}
    await withLock(${JSON.stringify(lock)}, async () => {
      appendFileSync(${JSON.stringify(journal)}, 'begin ')
      await new Promise((resolve) => setTimeout(resolve, 50))
      appendFileSync(${JSON.stringify(journal)}, 'end ')
    })`
  const processes = [1, 2, 3].map(() => spawn(process.execPath, ['--input-type=module', '--eval', script]))
  const codes = await Promise.all(processes.map(async (child) => (await once(child, 'exit'))[0]))
  expect(codes).toEqual([0, 0, 0])
  expect(readFileSync(journal, 'utf8')).toBe('begin end begin end begin end ')
})

test('the lock of a process that was killed is taken over', async () => {
  await withLock(lock, () => {})
  const gone = spawnSync('true').pid
  writeFileSync(lock, String(gone))
  await expect(withLock(lock, () => 'done')).resolves.toBe('done')
})

test('a holder that does not end is named, with the file to delete', async () => {
  await withLock(lock, () => {})
  writeFileSync(lock, String(process.ppid))
  await expect(withLock(lock, () => {}, { patienceMs: 0 })).rejects.toThrow(
    `(process ${process.ppid}) does not end. If there is none, delete ${lock}`,
  )
})
