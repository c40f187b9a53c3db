import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, expect, test } from 'vitest'

import { prepareUploadFolder } from './upload-folder.ts'

const made: string[] = []
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
})
const keep = (folder: string): string => {
  made.push(folder)
  return folder
}

test('in a data directory it is empty at each start, whatever a killed server left, and of its user alone', () => {
  const dataDir = keep(mkdtempSync(join(tmpdir(), 'openports-data-')))
  const folder = prepareUploadFolder({ dataDir })
  mkdirSync(join(folder, 'upload-abc'))
  writeFileSync(join(folder, 'upload-abc', '0'), 'a scan')
  expect(prepareUploadFolder({ dataDir })).toBe(folder)
  expect(readdirSync(folder)).toEqual([])
  expect(statSync(folder).mode & 0o777).toBe(0o700)
})

test('beside PostgreSQL each process has its own, and those of processes that are gone are removed', () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']) // which has ended
  const left = keep(mkdtempSync(join(tmpdir(), `openports-uploads-${pid}-`)))
  writeFileSync(join(left, '0'), 'a scan')
  const others = keep(mkdtempSync(join(tmpdir(), `openports-uploads-${process.ppid}-`)))
  const folder = keep(prepareUploadFolder({ databaseUrl: 'postgresql://db' }))
  expect([existsSync(left), existsSync(others), readdirSync(folder)]).toEqual([false, true, []])
})
