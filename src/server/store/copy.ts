import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'

import { StoreError } from './errors.ts'

/** The embedded database, and its last copy that was found whole. */
export const databaseFile = (dataDir: string): string => join(dataDir, 'openports.db')
const copyFile = (dataDir: string): string => join(dataDir, 'openports.copy.db')

const HOUR = 60 * 60_000
/** How old a copy gets, and how often that is looked at: first when whatever happens at a start is over. */
const COPY_FOR = 24 * HOUR
const FIRST_LOOK = 60_000

/** Pages that are copied at a time: between two of them others may write. */
const PAGES = 1_000

/**
 * Copies the database, as it is at one instant, and keeps the copy in place of the one before if it is whole.
 *
 * @throws {StoreError} `unusable` when the copy is not whole, so that neither is the database; the one before stays.
 */
export async function copyDatabase(dataDir: string): Promise<void> {
  const fresh = `${copyFile(dataDir)}.part`
  rmSync(fresh, { force: true })
  const source = new DatabaseSync(databaseFile(dataDir), { readOnly: true })
  try {
    await backup(source, fresh, { rate: PAGES })
    if (!isWhole(fresh))
      throw new StoreError(
        'unusable',
        `the database ${databaseFile(dataDir)} is damaged: export what matters, then stop the server and ${remedyOf(dataDir)}`,
      )
    const file = openSync(fresh, 'r')
    fsyncSync(file)
    closeSync(file)
    renameSync(fresh, copyFile(dataDir))
  } finally {
    source.close()
    rmSync(fresh, { force: true })
  }
}

/** Whether SQLite finds nothing wrong. The file is then one by itself, without a log beside it. */
function isWhole(file: string): boolean {
  const copy = new DatabaseSync(file)
  try {
    copy.exec('pragma journal_mode = delete')
    const found = copy.prepare('pragma quick_check(1)').get()
    return found?.['quick_check'] === 'ok'
  } catch {
    return false
  } finally {
    copy.close()
  }
}

/** What to do with a damaged database, in words that follow "and". */
export function remedyOf(dataDir: string): string {
  const copy = copyFile(dataDir)
  if (!existsSync(copy)) return 'move it away or restore it from a backup'
  const at = statSync(copy).mtime.toISOString()
  return `move it away with its -wal and -shm, and rename ${copy}, which was whole at ${at}, to openports.db`
}

/**
 * An empty file is a new database to SQLite. Beside a copy it is one that was lost.
 *
 * @throws {StoreError} `unusable`
 */
export function refuseEmptied(dataDir: string): void {
  const file = databaseFile(dataDir)
  if (!existsSync(file) || statSync(file).size > 0 || !existsSync(copyFile(dataDir))) return
  throw new StoreError('unusable', `the database ${file} is empty: ${remedyOf(dataDir)}`)
}

/** Whether it is time for another copy, at an instant in ms since 1970. */
export const isCopyDue = (dataDir: string, now: number): boolean =>
  !existsSync(copyFile(dataDir)) || Math.abs(now - statSync(copyFile(dataDir)).mtimeMs) >= COPY_FOR

/** Makes a copy once a day, from now on. @returns What ends that. */
export function keepCopy(dataDir: string, report: (error: Error) => void): () => Promise<void> {
  let copying = Promise.resolve()
  const look = (): void => {
    if (!isCopyDue(dataDir, Date.now())) return
    copying = copyDatabase(dataDir).catch((error: unknown) =>
      report(error instanceof Error ? error : new Error(String(error))),
    )
  }
  const first = setTimeout(look, FIRST_LOOK).unref()
  const later = setInterval(look, HOUR).unref()
  return () => {
    clearTimeout(first)
    clearInterval(later)
    return copying
  }
}
