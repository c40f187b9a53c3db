import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'

/** The threads are files of their own where this one is: TypeScript, or as the build made it. */
const EXTENSION = extname(import.meta.url)

/**
 * Starts a thread of this folder. Secrets come by the environment: as for the main thread, diagnostic reports leave it out.
 */
export const startThread = (name: 'sqlite-thread' | 'copy-thread', workerData: unknown): Worker =>
  new Worker(new URL(`./${name}${EXTENSION}`, import.meta.url), {
    workerData,
    execArgv: ['--report-exclude-env'],
  })
