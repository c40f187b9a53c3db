import { rename, writeFile } from 'node:fs/promises'

import { ConfigError } from '#server/common/config-error.ts'
import { StoreError } from '#server/store/errors.ts'
import { openStore } from '#server/store/open.ts'

import { CommandLineError } from './cli.ts'
import { readConfig, storeLocation } from './config.ts'
import { failureText } from './failure.ts'
import { keepPrivate } from './private.ts'
import { readReportCommand, REPORT_HELP } from './report-cli.ts'
import type { ReportCommand } from './report-cli.ts'
import { reportOf } from './report.ts'
import { print } from './terminal.ts'

const MENDABLE = [CommandLineError, ConfigError, StoreError]

keepPrivate()
try {
  const command = readReportCommand(process.argv.slice(2))
  if (command === 'help') process.stdout.write(REPORT_HELP)
  else await run(command)
} catch (error) {
  process.stderr.write(failureText(error, MENDABLE))
  process.exitCode = 1
}

async function run({ out, ...asked }: ReportCommand): Promise<void> {
  const store = await openStore(storeLocation(readConfig(process.env)))
  try {
    const { html, rows } = await reportOf(store, asked, new Date())
    await replace(out, html)
    print(`${out}: ${rows === null ? 'no data yet' : `${rows} ${rows === 1 ? 'port' : 'ports'}`}`)
  } finally {
    await store.close()
  }
}

/** Whole or not at all, and for its owner alone: it says where the fleet is open. */
async function replace(file: string, content: string): Promise<void> {
  const part = `${file}.${process.pid}.part`
  try {
    await writeFile(part, content, { mode: 0o600, flag: 'wx' })
    await rename(part, file)
  } catch (error) {
    throw new CommandLineError(`${file} cannot be written: ${error instanceof Error ? error.message : ''}`)
  }
}
