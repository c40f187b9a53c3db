import type { CommanderError, CommandUnknownOpts } from '@commander-js/extra-typings'

import { OperatorError } from '#server/common/operator-error.ts'

/** A command line that is invalid, or names something that does not exist. */
export class CommandLineError extends OperatorError {
  override name = 'CommandLineError'
}

/** What commander says, in one line. */
export function refusal(error: CommanderError, command: CommandUnknownOpts): CommandLineError {
  const top = command.parent?.parent ? command.parent : command
  if (error.code === 'commander.help')
    // a command that only has others
    return refused(`missing command: ${command.commands.map((one) => one.name()).join(', ')}`, top.name())
  return refused(
    error.message
      .replace(/^error: /, '')
      .replace('\n(', ' (')
      .replace(/\.$/, ''),
    top.name(),
  )
}

/** By npm where npm has a script for the command: that runs on every machine. */
const HELP: Readonly<Record<string, string>> = {
  import: 'npm run import -- --help',
  report: 'npm run report -- --help',
  token: 'npm run token -- --help',
  servers: 'npm run servers -- --help',
}

/** What is wrong with a command line, and where the help of its command is. */
export const refused = (problem: string, command: string): CommandLineError =>
  new CommandLineError(`${problem}. For help: ${HELP[command] ?? 'npm start -- --help'}`)
