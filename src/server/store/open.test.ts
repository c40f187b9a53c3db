import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

import { StoreError } from './errors.ts'
import { openStore } from './open.ts'
import type { StorePlace } from './open.ts'
import type { MigrationTables } from './schema.ts'
import { asking, ENGINES, newPlace, newScope, openTables, row, snapshot } from './testing/stores.ts'

/** What opening is refused with, which is one line. */
async function refusal(place: StorePlace): Promise<StoreError> {
  try {
    await (await openStore(place)).close()
  } catch (error) {
    if (error instanceof StoreError && !error.message.includes('\n')) return error
    throw error
  }
  throw new Error('it was opened')
}

describe.each(ENGINES)('opening a store in %s', { timeout: 120_000 }, (engine) => {
  let place: StorePlace
  let remove: () => Promise<void>
  beforeAll(async () => {
    ;({ place, remove } = await newPlace(engine))
  })
  afterAll(() => remove())

  test('makes its tables once, also when several open it together, and finds its data again', async () => {
    const stores = await Promise.all([openStore(place), openStore(place), openStore(place)])
    const scope = newScope()
    const mark = await stores[0].record(scope, snapshot(1, [row('22/TCP 1 danger')]))
    for (const store of stores) {
      expect((await store.extent({ scopeQuery: scope })).mark).toEqual(mark)
      await store.close()
    }
    const again = await openStore(place)
    expect((await again.statistics(asking(scope))).rows).toEqual([row('22/TCP 1 danger')])
    await again.close()
    await again.close()
    await expect(again.record(scope, snapshot(2, []))).rejects.toMatchObject({ reason: 'closed' })
  })

  test('F37: refuses what a newer Openports has written', async () => {
    const engine = await openTables(place)
    const steps = engine.writer.$extendTables<MigrationTables>()
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', 'now')`.execute(steps)
    const error = await refusal(place)
    expect(error.reason).toBe('newer')
    expect(error.message).toMatch(/9999-later.*(OPENPORTS_DATA_DIR|DATABASE_URL)/)
    await steps.deleteFrom('kysely_migration').where('name', '=', '9999-later').execute()
    await engine.close()
    await (await openStore(place)).close()
  })
})

describe('a data directory that cannot be used is refused in one line with the remedy', () => {
  let dataDir: string
  let remove: () => Promise<void>
  beforeAll(async () => {
    const made = await newPlace('SQLite')
    remove = made.remove
    if ('dataDir' in made.place) dataDir = made.place.dataDir
  })
  afterAll(() => remove())

  test('its parent is missing', async () => {
    const error = await refusal({ dataDir: join(dataDir, 'missing', 'data') })
    expect(error.reason).toBe('unusable')
    expect(error.message).toMatch(/missing.data cannot be created \(ENOENT\).*OPENPORTS_DATA_DIR/)
    expect(existsSync(join(dataDir, 'missing'))).toBe(false)
  })

  test('it is a file', async () => {
    const file = join(dataDir, 'file')
    writeFileSync(file, '')
    expect((await refusal({ dataDir: file })).message).toMatch(/file is not a directory.*OPENPORTS_DATA_DIR/)
  })

  test('it is not ours to write', async () => {
    const foreign = join(dataDir, 'foreign')
    mkdirSync(foreign, { mode: 0o500 })
    chmodSync(dataDir, 0o755)
    const root = process.getuid?.() === 0
    if (root) process.seteuid?.(65_534) // root may write everywhere
    const error = await refusal({ dataDir: foreign }).finally(() => root && process.seteuid?.(0))
    expect(error.reason).toBe('unusable')
    expect(error.message).toMatch(/foreign.*cannot be (written|opened).*OPENPORTS_DATA_DIR/)
  })

  test('what is in it is not a database, or a damaged one', async () => {
    const dir = join(dataDir, 'text')
    mkdirSync(dir)
    writeFileSync(join(dir, 'openports.db'), 'not a database, only words '.repeat(100))
    const error = await refusal({ dataDir: dir })
    expect(error.reason).toBe('unusable')
    expect(error.message).toMatch(/text.openports\.db is damaged or not a database.*OPENPORTS_DATA_DIR/)
    expect(readFileSync(join(dir, 'openports.db'), 'utf8')).toMatch(/^not a database/) // left as it was
  })
})

describe('F37: a database whose bytes changed', () => {
  let dataDir: string
  let remove: () => Promise<void>
  let whole: Buffer
  const file = () => join(dataDir, 'openports.db')
  const scope = newScope()
  const rows = Array.from({ length: 2_000 }, (_, port) => row(`${port}/TCP 1 unknown`))
  beforeAll(async () => {
    const made = await newPlace('SQLite')
    remove = made.remove
    if ('dataDir' in made.place) dataDir = made.place.dataDir
    const store = await openStore({ dataDir })
    await store.record(scope, snapshot(1, rows))
    await store.close()
    whole = readFileSync(file())
  })
  afterAll(() => remove())

  /** Opens it and reads all of it. @returns What that is refused with, null when it is read. */
  async function reading(bytes: Uint8Array): Promise<StoreError | null> {
    writeFileSync(file(), bytes)
    try {
      const store = await openStore({ dataDir })
      try {
        await store.statistics(asking(scope))
        await store.projects()
        await store.sweeps.ofProject(scope.project)
      } finally {
        await store.close()
      }
      return null
    } catch (error) {
      if (error instanceof StoreError) return error
      throw error
    }
  }

  test('is read, or refused in one line with the remedy, and left as it was', async () => {
    let refused = 0
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
        const bytes = Uint8Array.from(whole)
        bytes[at]! ^= 1 << bit
        const error = await reading(bytes)
        if (error === null) return
        refused += 1
        // A changed name of a step of the schema is one that a newer version may have.
        expect(['unusable', 'newer']).toContain(error.reason)
        expect(error.message).toMatch(/^the database .*openports\.db [^\n]*OPENPORTS_DATA_DIR[^\n]*$/)
        expect(readFileSync(file()).equals(bytes)).toBe(true)
      }),
      // the format's mark, a page's kind, where its cells are, and a number that is read as one beyond 2^53
      {
        numRuns: 300,
        examples: [
          [0, 0],
          [4096, 1],
          [4101, 6],
          [159_911, 0],
          [111_821, 0], // a statement of the schema that is read as something else than text
        ],
      },
    )
    expect(refused).toBeGreaterThan(0)
  }, 120_000) // 300 databases, each opened with a thread of its own

  test('is refused when its end is missing, wherever it was cut', async () => {
    for (const part of [0.99, 0.5, 0.1]) {
      const bytes = whole.subarray(0, Math.floor(whole.length * part))
      expect(await reading(bytes)).toMatchObject({ reason: 'unusable' })
      expect(readFileSync(file()).equals(bytes)).toBe(true)
    }
  })

  test('is begun anew when it is empty, since it holds nothing', async () => {
    expect(await reading(new Uint8Array())).toBeNull()
    expect(await reading(whole)).toBeNull()
  })
})

describe('a PostgreSQL that cannot be used is refused in one line without the password', () => {
  test.each([
    [
      'no server listens',
      'postgres://me:secret@127.0.0.1:1/data',
      /data at 127\.0\.0\.1:1 cannot be reached \(ECONNREFUSED\)/,
    ],
    [
      'no such database',
      'postgres://openports:secret@HOST/absent',
      /absent.*does not let us in.*DATABASE_URL/,
    ],
    ['no such user', 'postgres://stranger:secret@HOST/postgres', /does not let us in.*DATABASE_URL/],
    ['not a URL of it', 'mysql://me:secret@127.0.0.1/data', /DATABASE_URL is not of the form postgres:/],
    ['not a URL at all', 'secret', /DATABASE_URL is not of the form postgres:/],
  ])('%s', async (_, url, message) => {
    const error = await refusal({ databaseUrl: url.replace('HOST', new URL(inject('postgresUrl')).host) })
    expect(error.reason).toBe('unusable')
    expect(error.message).toMatch(message)
    expect(error.message).not.toContain('secret')
  })

  test('all its text compares byte by byte', async () => {
    const { place, remove } = await newPlace('PostgreSQL')
    await (await openStore(place)).close()
    const engine = await openTables(place)
    const { rows } = await sql<{ name: string }>`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and data_type = 'text' and collation_name is distinct from 'C'
    `.execute(engine.writer)
    expect(rows).toEqual([])
    await engine.close()
    await remove()
  })
})
