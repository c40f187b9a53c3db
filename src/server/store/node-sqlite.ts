import type { DatabaseSync, SQLInputValue } from 'node:sqlite'

import { sql, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely'
import type { DatabaseConnection, Driver, Kysely, SqliteDatabase } from 'kysely'

/** SQLite's primary result codes, which are the low byte of `errcode`. https://sqlite.org/rescode.html */
export const SQLITE = {
  error: 1,
  busy: 5,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cantOpen: 14,
  notADatabase: 26,
} as const

/** The result code of an error of SQLite, 0 of any other. */
export const sqliteCode = (error: unknown): number =>
  error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0

/** Kysely's SQLite dialect, which expects better-sqlite3, over the SQLite that Node brings along. */
export class NodeSqliteDialect extends SqliteDialect {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    super({ database: asBetterSqlite(database) })
    this.#database = database
  }

  override createDriver(): Driver {
    return new RolledBackDriver(this.#database)
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter()
  }
}

/**
 * Kysely runs SQLite's migrations without a transaction and without a lock, for one process with one connection. Ours
 * may be killed midway or started twice, and SQLite rolls schema changes back like any other.
 */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }

  /** A transaction's first write takes SQLite's one write lock, which is held to its end. */
  override async acquireMigrationLock(db: Kysely<unknown>): Promise<void> {
    await sql`update kysely_migration_lock set is_locked = is_locked`.execute(db)
  }
}

/**
 * SQLite itself ends the transaction in which the disk is full or broken. Rolling back once more would fail, and that
 * failure would take the place of the one that says why.
 */
class RolledBackDriver extends SqliteDriver {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    super({ database: asBetterSqlite(database) })
    this.#database = database
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection)
  }
}

const asBetterSqlite = (database: DatabaseSync): SqliteDatabase => ({
  close: () => {
    database.close()
  },
  prepare: (sql) => {
    const statement = database.prepare(sql)
    return {
      reader: statement.columns().length > 0,
      all: (parameters) => statement.all(...parameters.map(bindable)),
      run: (parameters) => statement.run(...parameters.map(bindable)),
      iterate: (parameters) => statement.iterate(...parameters.map(bindable)),
    }
  },
})

function bindable(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') {
    return value
  }
  throw new TypeError(`a query has a parameter that SQLite cannot hold: ${typeof value}`)
}
