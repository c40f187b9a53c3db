import { readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { copyDatabase, isCopyDue } from './copy.ts'
import { openStore } from './open.ts'
import { asking, newPlace, newScope, row, snapshot } from './testing/stores.ts'

const rows = Array.from({ length: 2_000 }, (_, port) => row(`${port}/TCP 1 unknown`))

/** A data directory with rows in it and a copy that has them. */
async function copied() {
  const { place, remove } = await newPlace('SQLite')
  onTestFinished(remove)
  const dataDir = 'dataDir' in place ? place.dataDir : ''
  const scope = newScope()
  const store = await openStore({ dataDir })
  await store.record(scope, snapshot(1, rows))
  await copyDatabase(dataDir) // while it is open
  await store.close()
  const file = join(dataDir, 'openports.db')
  const read = async () => {
    const store = await openStore({ dataDir })
    try {
      return (await store.statistics(asking(scope))).rows
    } finally {
      await store.close()
    }
  }
  return { dataDir, file, copy: join(dataDir, 'openports.copy.db'), read }
}

/** Ways in which a file of a database goes wrong. */
const DAMAGE: [string, (file: string) => void][] = [
  ['has a wrong byte at its start', (file) => flip(file, 0)],
  ['has wrong bytes in many pages', (file) => flip(file, 4096, statSync(file).size)],
  ['is cut off', (file) => truncateSync(file, Math.floor(statSync(file).size / 2))],
  ['is empty', (file) => truncateSync(file, 0)],
]

function flip(file: string, at: number, to = at + 16): void {
  const bytes = readFileSync(file)
  bytes.fill(0xff, at, to)
  writeFileSync(file, bytes)
}

test.each(DAMAGE)(
  'F37, SEC-36: a database that %s is refused, and the line names the way to the copy',
  async (_, damage) => {
    const { file, copy, read } = await copied()
    damage(file)
    await expect(read()).rejects.toMatchObject({
      reason: 'unusable',
      message: expect.stringMatching(
        /^the database [^\n]*move it away with its -wal and -shm, and rename [^\n]*openports\.copy\.db/,
      ),
    })
    for (const part of ['', '-wal', '-shm']) rmSync(`${file}${part}`, { force: true })
    renameSync(copy, file)
    expect(await read()).toEqual(rows)
  },
)

test('F37: a copy of a damaged database does not take the place of a whole one', async () => {
  const { dataDir, file, copy } = await copied()
  const before = readFileSync(copy)
  flip(file, 3 * 4096)
  await expect(copyDatabase(dataDir)).rejects.toThrow(/is damaged|malformed/)
  expect(readFileSync(copy).equals(before)).toBe(true)
})

test('a copy is due once a day, also after the clock was set back', async () => {
  const { dataDir, copy } = await copied()
  const at = statSync(copy).mtimeMs
  const HOUR = 3_600_000
  expect([1, 23, 24, -30].map((hours) => isCopyDue(dataDir, at + hours * HOUR))).toEqual([
    false,
    false,
    true,
    true,
  ])
  rmSync(copy)
  expect(isCopyDue(dataDir, at)).toBe(true)
})
