import { createLog, stackOf } from '#server/common/log.ts'
import type { Log } from '#server/common/log.ts'
import { namedFiles } from '#server/inventory/find-files.ts'
import { ImportInterrupted } from '#server/inventory/import-error.ts'

import type { ServeCommand } from './command-line.ts'
import { readConfig } from './config.ts'
import { showProgress } from './import-progress.ts'
import { SAME_SIGNAL } from './signals.ts'
import { start } from './start.ts'
import type { Start, Started } from './start.ts'
import { print } from './terminal.ts'

/** What a server shows, and how it is reached: the built page, or one under development. */
export type Front = () => Promise<Pick<Start, 'page' | 'headers' | 'around'>>

/**
 * Starts a server and returns while it runs. The process ends with 0 after a clean stop by SIGINT or SIGTERM.
 *
 * @throws {OperatorError} when it cannot start; `ImportInterrupted` when SIGINT comes while it imports.
 */
export async function serve({ overrides, imports: command }: ServeCommand, front: Front): Promise<void> {
  const config = readConfig({ ...process.env, ...overrides })
  const imports = command && { ...command, files: await namedFiles(command, process.stdin) }
  // A person at a terminal reads what is printed, and sees what goes wrong.
  const level = config.logLevel ?? (process.stderr.isTTY ? 'warn' : 'info')
  const log = createLog({ level, write: (line) => void process.stderr.write(line) })
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}) // the reader is gone
  const interrupt = new AbortController()
  const watch = {
    progress: showProgress(process.stderr.isTTY ? process.stderr : process.stdout), // the log is on stderr
    signal: interrupt.signal,
  }
  const starting = start({ imports, watch, config, ...(await front()), say: print, log })
  // From the first moment: a caller that reads that it is up may stop it at once.
  const stop = stopping(starting, log)
  process.on('SIGINT', () => {
    interrupt.abort(new ImportInterrupted())
    stop({ wait: 0, exitCode: 0 }) // by a person, who waits
  })
  process.on('SIGTERM', () => stop({ wait: config.stopWait, exitCode: 0 }))
  // Without a certificate it means what it always meant: the terminal is gone.
  if (config.access.tls !== null) process.on('SIGHUP', renewing(starting, log))
  process.on('unhandledRejection', (reason) => log.error({ error: stackOf(reason) }, 'unhandled rejection'))
  // What it left half done is unknown, so that whatever restarts the process has to.
  process.on('uncaughtException', (error) => {
    log.error({ error: stackOf(error) }, 'uncaught exception')
    stop({ wait: 0, exitCode: 1 })
  })
  await starting
}

/** How long stopping may take, beyond what it waits at first, in milliseconds: with the usual wait ten seconds in all. */
const STOP_MAX = 8_000

/** Ends the process, after the server has stopped. Asked a second time, it ends at once, and so it does when that takes too long. */
function stopping(starting: Promise<Started>, log: Log) {
  let first: number | null = null
  return ({ wait, exitCode }: { wait: number; exitCode: 0 | 1 }): void => {
    if (first !== null) {
      if (performance.now() - first > SAME_SIGNAL) process.exit(1)
      return
    }
    first = performance.now()
    setTimeout(() => {
      log.error('stopping took too long')
      process.exit(1)
    }, wait + STOP_MAX)
    void starting.then(
      (server) =>
        server.stop(wait).then(
          () => process.exit(exitCode),
          (error: unknown) => {
            log.error({ error: stackOf(error) }, 'stopping failed')
            process.exit(1)
          },
        ),
      () => undefined, // a start that fails ends the process by itself
    )
  }
}

/** Reads the certificate again, as whatever renewed it asks for. One that cannot be used is refused, and the old one stays. */
const renewing = (starting: Promise<Started>, log: Log) => (): void =>
  void starting
    .then(({ renewCertificate }) => renewCertificate())
    .then(() => log.info('certificate renewed'))
    .catch((error: unknown) => log.error({ error: stackOf(error) }, 'certificate not renewed'))
