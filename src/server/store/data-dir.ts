import { accessSync, constants, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { z } from '#contract/zod.ts'

import { codeOf, StoreError } from './errors.ts'

/**
 * Makes the data directory, but not its parents: a path that does not exist is a typing mistake more often than a wish.
 *
 * @throws {StoreError} `unusable` when it cannot be made or written.
 */
export function prepareDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { mode: 0o700 }) // it holds a list of what to attack
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw unusableDir(dataDir, 'cannot be created', error)
  }
  try {
    accessSync(join(dataDir, '.'), constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw unusableDir(dataDir, 'cannot be written', error)
  }
}

const unusableDir = (dataDir: string, what: string, error: unknown): StoreError =>
  new StoreError(
    'unusable',
    `the data directory ${dataDir} ${what} (${codeOf(error)}): create it with write permission for this user, or set OPENPORTS_DATA_DIR`,
    error,
  )

/** Who has the data directory, for the message that a second server prints. */
const Owner = z.object({ pid: z.int(), address: z.string() })

/** A data directory of our own until it is released, or until the process ends in whatever way. */
export type DataDirClaim = { release: () => void }

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
  const ownerFile = join(dataDir, 'server.json')
  const lock = new DatabaseSync(join(dataDir, 'server.lock'))
  try {
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    throw new StoreError(
      'claimed',
      `the data directory ${dataDir} is in use by ${ownerOf(ownerFile)}: stop that one, or set OPENPORTS_DATA_DIR to another directory`,
      error,
    )
  }
  const owner: z.infer<typeof Owner> = { pid: process.pid, address: about.address }
  writeFileSync(ownerFile, `${JSON.stringify(owner)}\n`)
  return {
    release: () => {
      rmSync(ownerFile, { force: true })
      lock.close()
    },
  }
}

/** In words. The file may be missing or half written for the instant between the lock and the writing. */
function ownerOf(file: string): string {
  try {
    const { pid, address } = Owner.parse(JSON.parse(readFileSync(file, 'utf8')))
    return `another Openports server (process ${pid}, ${address})`
  } catch {
    return 'another Openports server'
  }
}
