import { ImportInterrupted } from '#server/inventory/import-error.ts'

import { runCommandLine } from './command-line.ts'
import type { Front } from './serve.ts'
import { INTERRUPTED } from './signals.ts'
import { failureText } from './terminal.ts'

/**
 * Runs `openports` as this process: its command line and environment in, lines out, and an exit code: 0, 1 when it failed,
 * 130 when Ctrl-C came during an import. Each command loads its own code alone.
 *
 * @param front what `serve` shows
 */
export async function run(front: Front): Promise<void> {
  process.umask(0o077) // what is written is for this user alone
  if (process.report) process.report.excludeEnv = true // secrets are there
  try {
    await runCommandLine(
      process.argv.slice(2),
      {
        serve: async (command) => (await import('./serve.ts')).serve(command, front),
        import: async (command) => (await import('./import.ts')).importScans(command),
        report: async (command) => (await import('./report.ts')).writeReport(command),
        token: async (command) => (await import('./token.ts')).manageTokens(command),
        servers: async (command) => (await import('./servers.ts')).manageServers(command),
        check: async () => exitWith(await (await import('./check.ts')).check()),
        health: async () => exitWith(await (await import('./health.ts')).isReady()),
      },
      (text) => process.stdout.write(text),
    )
  } catch (error) {
    process.stderr.write(failureText(error))
    process.exit(error instanceof ImportInterrupted ? INTERRUPTED : 1)
  }
}

const exitWith = (isWell: boolean): void => {
  process.exitCode = isWell ? 0 : 1
}
