import { stat } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'

import { Kysely, PostgresDialect, sql } from 'kysely'
import type { ColumnBuilderCallback, CreateTableBuilder, RawBuilder } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'

import { databaseFile, refuseEmptied, remedyOf } from './copy.ts'
import { prepareDataDir } from './data-dir.ts'
import { codeOf, lineOf, StoreError } from './errors.ts'
import { localConnection, SQLITE, sqliteCode, sqliteDialect } from './node-sqlite.ts'
import type { Tables } from './schema.ts'
import { startWriter } from './sqlite-writer.ts'

/** All that differs between SQLite and PostgreSQL. Everything else in this folder is written once. */
export type Engine = {
  /** Where the data is, in words for a message, and the setting that chooses another place. */
  place: string
  setting: string

  /** Writes go through one and reads through the other, so that no read waits for a write. */
  writer: Kysely<Tables>
  reader: ReadonlyKysely<Tables>

  /** Text that compares byte by byte, whatever the locale of the database. */
  text: 'text' | RawBuilder<unknown>
  /** A whole number that the database gives, larger than any it gave before. */
  id: { type: 'integer' | 'bigint'; build: ColumnBuilderCallback }
  /** Makes a table keep its rows in the order of its primary key, where the engine can. */
  keyed: <Table extends string, Column extends string>(
    table: CreateTableBuilder<Table, Column>,
  ) => CreateTableBuilder<Table, Column>

  /** A JSON array as a table of one column `value`, an element a row: thousands of rows in one parameter. */
  elements: (json: string) => RawBuilder<unknown>

  /** Runs what begins by writing, and so may find another process writing: then again until that one is done. */
  waiting: <Result>(write: () => Promise<Result>) => Promise<Result>

  /** What an error of this engine means to the administrator; the error itself when it is unknown. */
  explain: (error: unknown) => unknown

  /** What the data takes, in bytes. */
  size: () => Promise<number>

  /** Lets go of the data, after the transaction that is under way. */
  close: () => Promise<void>
}

/** How long opening, or a read that meets another process opening or closing, may wait. It blocks; it is rare. */
const OPEN_PATIENCE_MS = 5_000

/** How long a writer waits for another process. An import of a large scan takes seconds. */
const WRITE_PATIENCE_MS = 60_000

/**
 * The embedded engine. A write-ahead log lets readers go on while another connection, or another process, writes; and the
 * connection that writes has a thread of its own, so that what waits for the disk is that thread alone.
 * `synchronous=FULL` costs one flush to disk a commit; commits come a few times a minute at most, and what an import
 * said is stored has to outlive a power cut.
 *
 * @throws {StoreError} `unusable` when the directory or the file in it cannot be used.
 */
export async function sqliteEngine(dataDir: string): Promise<Engine> {
  prepareDataDir(dataDir)
  refuseEmptied(dataDir)
  const file = databaseFile(dataDir)
  const place = `the database ${file}`
  const setting = 'OPENPORTS_DATA_DIR'
  const explain = (error: unknown): unknown => explainSqlite(error, { place, setting, dataDir })
  const writing = startWriter({ file, timeout: OPEN_PATIENCE_MS })
  try {
    for (const pragma of ['journal_mode = wal', 'synchronous = full', 'busy_timeout = 0'])
      await writing.run(`pragma ${pragma}`, [])
    if ((await writing.run(ODD_SCHEMA, [])).rows.length > 0)
      throw new StoreError(
        'unusable',
        `${place} is damaged (its schema is not text): ${remedyOf(dataDir)}, or set ${setting} to another directory`,
      )
    const reading = localConnection(new DatabaseSync(file, { timeout: OPEN_PATIENCE_MS, readOnly: true }))
    const writer = new Kysely<Tables>({ dialect: sqliteDialect(writing) })
    const reader = new Kysely<Tables>({ dialect: sqliteDialect(reading) })
    return {
      place,
      setting,
      writer,
      reader: readOnly(reader),
      text: 'text',
      id: { type: 'integer', build: (column) => column.primaryKey().autoIncrement() },
      keyed: (table) => table.modifyEnd(sql`without rowid`),
      elements: (json) => sql`json_each(${json})`,
      waiting: waitForSqlite,
      explain,
      size: async () => {
        // What is not folded in yet is in the log, which is gone after a clean close.
        const sizes = await Promise.all([file, `${file}-wal`].map((name) => stat(name).catch(() => null)))
        return sizes.reduce((sum, found) => sum + (found?.size ?? 0), 0)
      },
      close: async () => {
        // The last to go folds the log into the file, which a reader cannot.
        for (const db of [reader, writer]) {
          // Kysely would not wait for who is using the connection, nor close one that was never used.
          await db.connection().execute(() => Promise.resolve())
          await db.destroy()
        }
      },
    }
  } catch (error) {
    await writing.close()
    throw explain(error)
  }
}

/**
 * The engine for more than one machine. Counts (`bigint`) read as numbers: none comes near 2^53.
 *
 * @throws {StoreError} `unusable` when the URL is not one of PostgreSQL.
 */
export async function postgresEngine(databaseUrl: string): Promise<Engine> {
  const url = URL.parse(databaseUrl)
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new StoreError(
      'unusable',
      'DATABASE_URL is not of the form postgres://user:password@host:5432/database',
    )
  }
  const place = `the PostgreSQL database ${decodeURIComponent(url.pathname.slice(1))} at ${url.host}` // never the password
  const { default: pg } = await import('pg') // a server with the embedded engine does without it
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 10_000,
    types: {
      getTypeParser: (oid, format) =>
        oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
    },
  })
  // A connection that breaks while idle is replaced by the pool. Without a listener the event would end the process.
  pool.on('error', () => {})
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return {
    place,
    setting: 'DATABASE_URL',
    writer: db,
    reader: readOnly(db),
    text: sql`text collate "C"`,
    id: { type: 'bigint', build: (column) => column.primaryKey().generatedAlwaysAsIdentity() },
    keyed: (table) => table,
    elements: (json) => sql`json_array_elements(cast(${json} as json))`,
    waiting: (write) => write(), // PostgreSQL queues writers itself
    explain: (error) => explainPostgres(error, place),
    size: async () => {
      const { bytes } = await db
        .selectNoFrom((eb) => eb.fn<number>('pg_database_size', [eb.fn('current_database')]).as('bytes'))
        .executeTakeFirstOrThrow()
      return bytes
    },
    close: () => db.destroy(),
  }
}

const readOnly = (db: Kysely<Tables>): ReadonlyKysely<Tables> => db as never // oxlint-disable-line typescript/no-unsafe-type-assertion -- as Kysely says to: the type is the same object's with less

/** SQLite would wait by blocking its thread, with all that is asked of it meanwhile. So it is asked again instead. */
async function waitForSqlite<Result>(write: () => Promise<Result>): Promise<Result> {
  const deadline = performance.now() + WRITE_PATIENCE_MS
  for (;;) {
    try {
      return await write()
    } catch (error) {
      if (sqliteCode(error) !== SQLITE.busy || performance.now() > deadline) throw error
    }
    await sleep(20) // far below what a person notices, far above what the question costs
  }
}

/** Rows where the schema has a value of a type that it never has, which SQLite itself does not mind. */
const ODD_SCHEMA = `select 1 from sqlite_schema where typeof(type) <> 'text' or typeof(name) <> 'text'
  or typeof(tbl_name) <> 'text' or typeof(sql) not in ('text', 'null')`

function explainSqlite(
  error: unknown,
  { place, setting, dataDir }: { place: string; setting: string; dataDir: string },
): unknown {
  const elsewhere = `or set ${setting} to another directory`
  const unusable = (what: string): StoreError => new StoreError('unusable', `${place} ${what}`, error)
  // A number that no statement of ours writes: Node reads none beyond 2^53, and SQLite itself sees nothing wrong with it.
  if (codeOf(error) === 'ERR_OUT_OF_RANGE')
    return unusable(`is damaged (${lineOf(error)}): ${remedyOf(dataDir)}, ${elsewhere}`)
  switch (sqliteCode(error)) {
    case SQLITE.busy:
      return new StoreError(
        'busy',
        `${place} is being written by another process: try again when it is done`,
        error,
      )
    case SQLITE.readOnly:
      return unusable(`cannot be written: give this user write permission, ${elsewhere}`)
    case SQLITE.cantOpen:
      return unusable(`cannot be opened: give this user permission, ${elsewhere}`)
    case SQLITE.full:
      return unusable('cannot grow, the disk is full: free some space. Stored data is intact')
    case SQLITE.ioError:
      return unusable(`cannot be read or written (${lineOf(error)}): check the disk, ${elsewhere}`)
    case SQLITE.corrupt:
    case SQLITE.notADatabase:
      return unusable(`is damaged or not a database: ${remedyOf(dataDir)}, ${elsewhere}`)
    case SQLITE.error:
      return /^no such (table|column)/.test(lineOf(error))
        ? unusable(`is damaged (${lineOf(error)}): ${remedyOf(dataDir)}, ${elsewhere}`)
        : error
    default:
      return error
  }
}

function explainPostgres(error: unknown, place: string): unknown {
  const unusable = (what: string): StoreError =>
    new StoreError('unusable', `${place} ${what}: check DATABASE_URL and the server`, error)
  const code = codeOf(error)
  if (/^(ECONN|ENOTFOUND|EAI_AGAIN|EHOST|ENET|ETIMEDOUT|57P|08)/.test(code))
    return unusable(`cannot be reached (${code})`)
  if (/^(28|3D|42501)/.test(code)) return unusable(`does not let us in (${lineOf(error)})`)
  if (code.startsWith('53')) return unusable(`has no room (${lineOf(error)})`)
  if (lineOf(error).includes('timeout exceeded when trying to connect')) return unusable('does not answer')
  return error
}
