import { ConfigError } from '#server/common/config-error.ts'
import { createLog, stackOf } from '#server/common/log.ts'
import type { Log } from '#server/common/log.ts'
import { AssetsError } from '#server/http/assets.ts'
import { ListenError } from '#server/http/listen.ts'
import { namedFiles } from '#server/inventory/find-files.ts'
import { ImportError, ImportErrors, ImportInterrupted } from '#server/inventory/import-error.ts'
import { StoreError } from '#server/store/errors.ts'

import { checkProjects } from './check.ts'
import { CommandLineError, HELP, readCommandLine } from './cli.ts'
import { readConfig } from './config.ts'
import { failureText } from './failure.ts'
import { showProgress } from './import-progress.ts'
import { keepPrivate } from './private.ts'
import { INTERRUPTED, SAME_SIGNAL } from './signals.ts'
import { start } from './start.ts'
import type { Start, Started } from './start.ts'
import { print } from './terminal.ts'

/** Failures that whoever started the server can mend: their one line says how. Anything else is a fault of ours. */
const MENDABLE = [
  AssetsError,
  CommandLineError,
  ConfigError,
  ImportError,
  ImportErrors,
  ImportInterrupted,
  ListenError,
  StoreError,
]

/**
 * Runs a server as this process: command line and environment in, lines on the terminal out, and an exit code. 0 after
 * a clean stop by SIGINT or SIGTERM, 1 when it cannot start, 130 when SIGINT comes while it imports.
 */
export async function runServer(
  front: () => Promise<Pick<Start, 'page' | 'headers' | 'around'>>,
): Promise<void> {
  keepPrivate()
  try {
    const command = readCommandLine(process.argv.slice(2))
    if (command === 'help') return void process.stdout.write(HELP)
    if (command === 'check') {
      if (!(await checkProjects(readConfig(process.env).hss, print))) process.exitCode = 1
      return
    }
    const config = readConfig({ ...process.env, ...command.overrides })
    const imports = command.imports && {
      ...command.imports,
      files: await namedFiles(command.imports, process.stdin),
    }
    // A person at a terminal reads what is printed, and sees what goes wrong.
    const level = config.logLevel ?? (process.stderr.isTTY ? 'warn' : 'info')
    const log = createLog({ level, write: (line) => void process.stderr.write(line) })
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}) // nobody reads any more
    const interrupt = new AbortController()
    const watch = {
      progress: showProgress(process.stderr.isTTY ? process.stderr : process.stdout), // the log is on stderr
      signal: interrupt.signal,
    }
    const starting = start({ imports, watch, config, ...(await front()), say: print, log })
    // From the first moment: whoever reads that it is up may stop it at once.
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
  } catch (error) {
    process.stderr.write(failureText(error, MENDABLE))
    process.exit(error instanceof ImportInterrupted ? INTERRUPTED : 1)
  }
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
    starting
      .then((server) => server.stop(wait))
      .then(
        () => process.exit(exitCode),
        (error: unknown) => {
          log.error({ error: stackOf(error) }, 'stopping failed')
          process.exit(1)
        },
      )
  }
}

/** Reads the certificate again, as whatever renewed it asks for. One that cannot be used is refused, and the old one stays. */
const renewing = (starting: Promise<Started>, log: Log) => (): void =>
  void starting
    .then(({ renewCertificate }) => renewCertificate())
    .then(() => log.info('certificate renewed'))
    .catch((error: unknown) => log.error({ error: stackOf(error) }, 'certificate not renewed'))
