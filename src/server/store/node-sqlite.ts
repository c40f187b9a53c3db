import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite'

import { CompiledQuery, sql, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { DatabaseConnection, Dialect, Driver, Kysely, QueryResult } from 'kysely'

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

/** A connection of Node's SQLite, in the main thread or a worker. Statements run one after the other. */
export type SqliteConnection = {
  /** Throws what SQLite says, with its `errcode`. */
  run: (sql: string, parameters: SQLInputValue[]) => Promise<SqliteResult>
  /** Whether a transaction was open after the last statement. */
  isTransaction: () => boolean
  /** Gives the file back, after the statements so far. */
  close: () => Promise<void>
}

/** What came of a statement: rows, or how many it changed. */
export type SqliteResult = { rows: Record<string, SQLOutputValue>[]; changes: number | bigint }

/** The connection in this thread, which is held for as long as a statement takes. */
export const localConnection = (database: DatabaseSync): SqliteConnection => ({
  run: async (sql, parameters) => {
    const statement = database.prepare(sql)
    return statement.columns().length > 0
      ? { rows: statement.all(...parameters), changes: 0 }
      : { rows: [], changes: statement.run(...parameters).changes }
  },
  isTransaction: () => database.isTransaction,
  close: async () => database.close(),
})

/** Kysely's SQLite over one connection. */
export const sqliteDialect = (connection: SqliteConnection): Dialect => ({
  createDriver: () => new OneConnectionDriver(connection),
  createAdapter: () => new TransactionalAdapter(),
  createQueryCompiler: () => new SqliteQueryCompiler(),
  createIntrospector: (db) => new SqliteIntrospector(db),
})

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

/** Gives out the one connection. Kysely lends it to one caller at a time: SQLite's adapter says that there is no other. */
class OneConnectionDriver implements Driver {
  readonly #connection: SqliteConnection
  readonly #kyselys: DatabaseConnection

  constructor(connection: SqliteConnection) {
    this.#connection = connection
    this.#kyselys = connectionTo(connection)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#kyselys
  }

  async releaseConnection(): Promise<void> {}

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  /**
   * SQLite itself ends the transaction in which the disk is full or broken. Rolling back once more would fail, and that
   * failure would take the place of the one that says why.
   */
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#connection.isTransaction()) await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  destroy(): Promise<void> {
    return this.#connection.close()
  }
}

const connectionTo = (connection: SqliteConnection): DatabaseConnection => ({
  executeQuery: async <Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> => {
    const { rows, changes } = await connection.run(sql, parameters.map(bindable))
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Kysely knows the rows of a query by its type alone
    return { rows: rows as Row[], numAffectedRows: BigInt(changes) }
  },
  streamQuery: () => {
    throw new Error('queries of SQLite are not read in a stream')
  },
})

function bindable(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') {
    return value
  }
  throw new TypeError(`a query has a parameter that SQLite cannot hold: ${typeof value}`)
}
