import { Worker } from 'node:worker_threads'

/**
 * Starts a thread of this folder. Secrets come by the environment: as for the main thread, diagnostic reports leave it out.
 */
export const startThread = (file: 'sqlite-thread.ts' | 'copy-thread.ts', workerData: unknown): Worker =>
  new Worker(new URL(`./${file}`, import.meta.url), { workerData, execArgv: ['--report-exclude-env'] })
