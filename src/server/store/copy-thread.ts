import { closeSync, fsyncSync, openSync } from 'node:fs'
import { backup, DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'

/**
 * The thread that copies a database, says whether the copy is intact, and ends. Like the one that writes it imports nothing
 * of ours.
 */

/** The file to copy, and the file to make. */
export type Copying = { database: string; copy: string }

/** Pages that are copied at a time: between two of them others may write. */
const PAGES = 1_000

const { database, copy }: Copying = workerData
await makeCopy()
parentPort?.postMessage(isWhole()) // oxlint-disable-line unicorn/require-post-message-target-origin -- no window

async function makeCopy(): Promise<void> {
  const source = new DatabaseSync(database, { readOnly: true })
  try {
    await backup(source, copy, { rate: PAGES })
  } finally {
    source.close()
  }
}

/** Whether SQLite finds nothing wrong. The file is then on the disk, and one by itself, without a log beside it. */
function isWhole(): boolean {
  const made = new DatabaseSync(copy)
  try {
    made.exec('pragma journal_mode = delete')
    if (made.prepare('pragma quick_check(1)').get()?.['quick_check'] !== 'ok') return false
  } catch {
    return false
  } finally {
    made.close()
  }
  const file = openSync(copy, 'r')
  fsyncSync(file)
  closeSync(file)
  return true
}
