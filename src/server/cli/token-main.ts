import { ConfigError } from '#server/common/config-error.ts'
import { StoreError } from '#server/store/errors.ts'
import { openStore } from '#server/store/open.ts'

import { CommandLineError } from './cli.ts'
import { readConfig, storeLocation } from './config.ts'
import { failureText } from './failure.ts'
import { keepPrivate } from './private.ts'
import { print } from './terminal.ts'
import { readTokenCommand, TOKEN_HELP } from './token-cli.ts'
import type { TokenCommand } from './token-cli.ts'
import { runTokenCommand } from './token.ts'

const MENDABLE = [CommandLineError, ConfigError, StoreError]

keepPrivate()
try {
  const command = readTokenCommand(process.argv.slice(2))
  if (command === 'help') process.stdout.write(TOKEN_HELP)
  else await run(command)
} catch (error) {
  process.stderr.write(failureText(error, MENDABLE))
  process.exitCode = 1
}

async function run(command: TokenCommand): Promise<void> {
  const store = await openStore(storeLocation(readConfig(process.env)))
  try {
    for (const line of await runTokenCommand(store, command, new Date())) print(line)
  } finally {
    await store.close()
  }
}
