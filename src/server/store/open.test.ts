import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

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
      expect(await store.mark({ selection: scope })).toEqual(mark)
      await store.close()
    }
    const again = await openStore(place)
    expect((await again.statistics(asking(scope))).rows).toEqual([row('22/TCP 1 danger')])
    await again.close()
    await again.close()
    await expect(again.record(scope, snapshot(2, []))).rejects.toMatchObject({ reason: 'closed' })
  })

  test('refuses what a newer Openports has written', async () => {
    const engine = openTables(place)
    const steps = engine.writer.withTables<MigrationTables>()
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

describe('a PostgreSQL that cannot be used is refused in one line without the password', () => {
  test.each([
    [
      'nobody listens',
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
    const engine = openTables(place)
    const { rows } = await sql<{ name: string }>`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and data_type = 'text' and collation_name is distinct from 'C'
    `.execute(engine.reader)
    expect(rows).toEqual([])
    await engine.close()
    await remove()
  })
})
