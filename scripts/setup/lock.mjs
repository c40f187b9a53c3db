import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { say, SetupError } from '../run.mjs'

/** The longest set-up, packages and a browser over a slow line, stays well below this. */
const PATIENCE_MS = 15 * 60_000

/**
 * Does work while no other process of this machine does work under the same lock. Waits for its turn; a lock whose
 * holder was killed is taken over.
 *
 * @param file The lock: a file that holds the process id of its holder. Its folder is made.
 * @throws {SetupError} when the holder keeps it too long.
 */
export async function withLock(file, work, { patienceMs = PATIENCE_MS } = {}) {
  mkdirSync(dirname(file), { recursive: true })
  const deadline = Date.now() + patienceMs
  let waiting = false
  while (!take(file)) {
    const holder = holderOf(file)
    if (Date.now() > deadline) {
      throw new SetupError(
        `Another set-up (process ${holder}) does not end. If there is none, delete ${file}`,
      )
    }
    if (!waiting) say(`Waiting for the set-up that process ${holder} is doing…`)
    waiting = true
    await sleep(100)
  }
  const release = () => rmSync(file, { force: true })
  process.on('exit', release) // on an interrupt as well
  try {
    return await work()
  } finally {
    process.off('exit', release)
    release()
  }
}

function take(file) {
  if (create(file)) return true
  const holder = holderOf(file)
  if (holder === null || isAlive(holder)) return false

  // Moved aside before it is deleted: of several that found the same dead holder, one rename gets its lock. One that
  // was slow may have moved the lock of a new holder, and puts it back.
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
    if (holderOf(aside) !== holder) linkSync(aside, file)
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error
  }
  rmSync(aside, { force: true })
  return create(file)
}

function create(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** The process id in a lock, null when the lock is gone or not yet written. */
function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8')) || null
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM' // alive, of another user
  }
}
