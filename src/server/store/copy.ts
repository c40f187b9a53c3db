import { once } from 'node:events'
import { existsSync, statSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

import type { Copying } from './copy-thread.ts'
import { StoreError } from './errors.ts'
import { startThread } from './threads.ts'

/** The embedded database, and its last copy that was found whole. */
export const databaseFile = (dataDir: string): string => join(dataDir, 'openports.db')
const copyFile = (dataDir: string): string => join(dataDir, 'openports.copy.db')

const HOUR = 60 * 60_000
/** How old a copy gets, and how often that is looked at: first when whatever happens at a start is over. */
const COPY_FOR = 24 * HOUR
const FIRST_LOOK = 60_000

/**
 * Copies the database, as it is at one instant, and replaces the previous copy with it if it is intact. What takes
 * long is done in a thread of its own: to look through the copy takes some 3 ms a megabyte.
 *
 * @throws {StoreError} `unusable` when the copy is damaged, and so is the database; the previous copy stays.
 */
export async function copyDatabase(dataDir: string): Promise<void> {
  const copy = `${copyFile(dataDir)}.part`
  await rm(copy, { force: true })
  const copying: Copying = { database: databaseFile(dataDir), copy }
  try {
    const [isWhole] = await once(startThread('copy-thread', copying), 'message')
    if (isWhole !== true)
      throw new StoreError(
        'unusable',
        `the database ${databaseFile(dataDir)} is damaged: export what matters, then stop the server and ${remedyOf(dataDir)}`,
      )
    await rename(copy, copyFile(dataDir))
  } finally {
    await rm(copy, { force: true })
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
