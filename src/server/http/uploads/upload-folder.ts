import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * An empty folder of this process for the files of uploads while they are read. What a process that was killed left is removed:
 * a data directory has one server, and folders of the system's temporary directory carry the number of their process.
 */
export function prepareUploadFolder(place: { dataDir: string } | { databaseUrl: string }): string {
  if ('dataDir' in place) {
    const folder = join(place.dataDir, 'uploads')
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { mode: 0o700 })
    return folder
  }
  for (const name of readdirSync(tmpdir())) {
    const process = /^openports-uploads-(\d+)-/.exec(name)?.[1]
    if (process !== undefined && !isRunning(Number(process))) discard(join(tmpdir(), name))
  }
  return mkdtempSync(join(tmpdir(), `openports-uploads-${process.pid}-`))
}

/** Whether it is another process that runs. One of our own number is gone: we have it now. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM' // another user's
  }
}

/** A folder of another user stays. */
function discard(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}
