import { ImportError } from '#server/sources/inventory/import-error.ts'
import { StoreError } from '#server/store/errors.ts'

import { AssetsError } from './assets.ts'
import { checkProjects } from './check.ts'
import { CommandLineError, HELP, readCommandLine } from './cli.ts'
import { ConfigError } from './config-error.ts'
import { readConfig } from './config.ts'
import { failureText } from './failure.ts'
import { ListenError } from './listen.ts'
import { logLine, stackOf } from './log.ts'
import { start } from './start.ts'
import type { Start, Started } from './start.ts'

/** Failures that whoever started the server can mend: their one line says how. Anything else is a fault of ours. */
const MENDABLE = [AssetsError, CommandLineError, ConfigError, ImportError, ListenError, StoreError]

/**
 * Runs a server as this process: command line and environment in, lines on the terminal out, and an exit code. 0 after
 * a clean stop by SIGINT or SIGTERM, 1 when it cannot start.
 */
export async function runServer(
  front: () => Promise<Pick<Start, 'page' | 'headers' | 'around'>>,
): Promise<void> {
  try {
    const command = readCommandLine(process.argv.slice(2))
    if (command === 'help') return print(HELP.trimEnd())
    if (command === 'check') {
      if (!(await checkProjects(readConfig(process.env).hss, print))) process.exitCode = 1
      return
    }
    const starting = start({ command, env: process.env, ...(await front()), say: print, report: log })
    stopOnSignal(starting) // from the first moment: whoever reads that it is up may stop it at once
    await starting
  } catch (error) {
    process.stderr.write(failureText(error, MENDABLE))
    process.exit(1)
  }
}

/** A terminal and npm may both pass on one Ctrl-C, milliseconds apart. Later than this it is a second one. */
const SAME_SIGNAL = 500

function stopOnSignal(starting: Promise<Started>): void {
  let first: number | null = null
  const stop = (): void => {
    if (first !== null) {
      if (performance.now() - first > SAME_SIGNAL) process.exit(1)
      return
    }
    first = performance.now()
    starting
      .then((server) => server.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`openports: ${stackOf(error)}\n`)
          process.exit(1)
        },
      )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

const print = (line: string): void => void process.stdout.write(`${line}\n`)

const log = (requestId: string, error: Error): void =>
  void process.stderr.write(logLine(requestId, error, new Date()))
