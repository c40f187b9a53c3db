import { accessSync, constants, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { z } from '#contract/zod.ts'

import { codeOf, lineOf, StoreError } from './errors.ts'
import { SQLITE, sqliteCode } from './node-sqlite.ts'

/**
 * Makes the data directory, but not its parents: a path that does not exist is a typing mistake more often than a wish.
 *
 * @throws {StoreError} `unusable` when it cannot be made or written.
 */
export function prepareDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { mode: 0o700 }) // it holds a list of what to attack
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw unusableDir(dataDir, `cannot be created (${codeOf(error)})`, error)
  }
  if (!statSync(dataDir).isDirectory()) throw unusableDir(dataDir, 'is not a directory')
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw unusableDir(dataDir, `cannot be written (${codeOf(error)})`, error)
  }
}

/** Whether other users of this machine have access to it, those of its group or all: another program made it, or an earlier setup. */
export const isOpenToOthers = (dataDir: string): boolean => (statSync(dataDir).mode & 0o077) !== 0

const unusableDir = (dataDir: string, what: string, error?: unknown): StoreError =>
  new StoreError(
    'unusable',
    `the data directory ${dataDir} ${what}: make it a directory that this user may write, or set OPENPORTS_DATA_DIR`,
    error,
  )

/** Who has the data directory, for the message that a second server prints. */
const Owner = z.object({ pid: z.int(), address: z.string() })

const ownerFileOf = (dataDir: string): string => join(dataDir, 'server.json')

/** A data directory of our own until it is released, or until the process ends in whatever way. */
type DataDirClaim = { release: () => void }

/**
 * Claims an embedded data directory for one server. What holds the claim is a lock of the operating system on a file of
 * its own, which ends with the process: a killed server leaves nothing to clean up. A process that only imports needs
 * no claim: it writes beside a running server. On a network file system without locks there is no protection.
 *
 * @param about.address where the server is to be reached, for people.
 * @throws {StoreError} `claimed` when another server has it, `unusable` when the directory cannot be used.
 */
export function claimDataDir(dataDir: string, about: { address: string }): DataDirClaim {
  prepareDataDir(dataDir)
  const lock = lockFile(dataDir)
  const ownerFile = ownerFileOf(dataDir)
  const us: z.infer<typeof Owner> = { pid: process.pid, address: about.address }
  writeFileSync(ownerFile, `${JSON.stringify(us)}\n`)
  return {
    release: () => {
      rmSync(ownerFile, { force: true })
      lock.close()
    },
  }
}

/** The file of the claim, locked. */
function lockFile(dataDir: string): DatabaseSync {
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(join(dataDir, 'server.lock'))
    lock.exec('begin exclusive')
    return lock
  } catch (error) {
    lock?.close()
    if (sqliteCode(error) !== SQLITE.busy) {
      throw unusableDir(dataDir, `cannot be claimed (${lineOf(error)})`, error)
    }
    throw new StoreError(
      'claimed',
      `the data directory ${dataDir} is in use by ${owner(dataDir)}: stop that one, or set OPENPORTS_DATA_DIR to another directory`,
      error,
    )
  }
}

/** In words. The file may be missing or half written for the instant between the lock and the writing. */
function owner(dataDir: string): string {
  try {
    const { pid, address } = Owner.parse(JSON.parse(readFileSync(ownerFileOf(dataDir), 'utf8')))
    return `another Openports server (process ${pid}, ${address})`
  } catch {
    return 'another Openports server'
  }
}
