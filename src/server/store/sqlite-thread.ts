import { DatabaseSync } from 'node:sqlite'
import type { SQLInputValue, SQLOutputValue } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'

/**
 * The thread that writes: it has the one connection to the embedded database that may, and runs one statement a message,
 * in their order. It imports nothing of ours, since each thread would load that anew.
 */

/** The file to open, and for how many milliseconds to wait for another process that opens or closes it. */
export type Opening = { file: string; timeout: number }

/** A statement to run. `close` gives the file back and ends the thread. */
export type Asked = { sql: string; parameters: SQLInputValue[] } | 'close'

/**
 * What came of a statement: rows as values in the order of `columns`, which are cheaper to send than objects, or what
 * SQLite or Node says is wrong. `isTransaction`: whether a transaction is open after it.
 */
export type Answer = { isTransaction: boolean } & (
  | { columns: string[]; rows: SQLOutputValue[][]; changes: number | bigint }
  | { error: SqliteFailure }
)

/** What is told of an error by its fields, of which a message keeps none. */
export type SqliteFailure = { message: string; code?: string; errcode?: number }

const { file, timeout }: Opening = workerData
let database: DatabaseSync | undefined

parentPort?.on('message', (asked: Asked) => {
  if (asked === 'close') {
    database?.close()
    parentPort?.close()
    return
  }
  parentPort?.postMessage(answerTo(asked)) // oxlint-disable-line unicorn/require-post-message-target-origin -- no window
})

function answerTo({ sql, parameters }: Exclude<Asked, 'close'>): Answer {
  try {
    database ??= new DatabaseSync(file, { timeout })
    const result = run(database, sql, parameters)
    return { ...result, isTransaction: database.isTransaction }
  } catch (error) {
    return { error: failureOf(error), isTransaction: database?.isTransaction ?? false }
  }
}

function run(database: DatabaseSync, sql: string, parameters: SQLInputValue[]) {
  const statement = database.prepare(sql)
  const columns = statement.columns().map(({ name }) => name)
  if (columns.length === 0) return { columns, rows: [], changes: statement.run(...parameters).changes }
  statement.setReturnArrays(true)
  const rows: unknown = statement.all(...parameters)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- arrays, as was just said: Node's types tell of objects
  return { columns, rows: rows as SQLOutputValue[][], changes: 0 }
}

function failureOf(error: unknown): SqliteFailure {
  if (!(error instanceof Error)) return { message: String(error) }
  return {
    message: error.message,
    ...('code' in error && { code: String(error.code) }),
    ...('errcode' in error && { errcode: Number(error.errcode) }),
  }
}
