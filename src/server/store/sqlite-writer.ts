import type { SqliteConnection, SqliteResult } from './node-sqlite.ts'
import type { Answer, Asked, Opening, SqliteFailure } from './sqlite-thread.ts'
import { startThread } from './threads.ts'

/**
 * The connection that writes, in a thread of its own: only this thread waits for the disk. It is opened
 * with its first statement.
 *
 * A statement that is under way keeps the process from ending; the thread alone does not. Should the thread end without
 * having been told, the process fails as by any other uncaught exception: the transaction has been rolled back, and
 * whatever restarts the process has a writer again.
 */
export function startWriter(opening: Opening): SqliteConnection {
  const thread = startThread('sqlite-thread', opening)
  const asked: PromiseWithResolvers<SqliteResult>[] = []
  const closed = Promise.withResolvers<void>()
  let isTransaction = false
  let isClosing = false
  let failure: Error | null = null
  let ended: Error | null = null

  const send = (message: Asked): void => {
    thread.ref()
    thread.postMessage(message) // oxlint-disable-line unicorn/require-post-message-target-origin -- a thread, no window
  }
  thread.unref()
  thread.on('message', (answer: Answer) => {
    const statement = asked.shift()
    if (asked.length === 0 && !isClosing) thread.unref()
    isTransaction = answer.isTransaction
    if ('error' in answer) statement?.reject(sqliteError(answer.error))
    else statement?.resolve({ rows: rowsOf(answer), changes: answer.changes })
  })
  thread.on('error', (error) => {
    failure = error instanceof Error ? error : new Error(String(error))
  })
  thread.on('exit', (code) => {
    ended = failure ?? new Error(`the thread that writes the database ended (${code})`)
    for (const { reject } of asked.splice(0)) reject(ended)
    if (isClosing && code !== 0) return closed.reject(ended)
    closed.resolve()
    if (!isClosing) throw ended
  })

  return {
    run: (sql, parameters) => {
      if (ended !== null) return Promise.reject(ended)
      const statement = Promise.withResolvers<SqliteResult>()
      asked.push(statement)
      send({ sql, parameters })
      return statement.promise
    },
    isTransaction: () => isTransaction,
    close: () => {
      if (!isClosing && ended === null) send('close')
      isClosing = true
      return closed.promise
    },
  }
}

/** The error as it was thrown in the thread, but for its stack. */
const sqliteError = ({ message, ...fields }: SqliteFailure): Error =>
  Object.assign(new Error(message), fields)

const rowsOf = ({ columns, rows }: Extract<Answer, { rows: unknown }>): SqliteResult['rows'] =>
  rows.map((values) => Object.fromEntries(values.map((value, i) => [columns[i], value])))
