import { spawn } from 'node:child_process'
import { constants as system } from 'node:os'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The top of the work tree. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** A failure whose message explains it to the user of the command, with the remedy. */
export class SetupError extends Error {}

/** One line about work that takes a while. */
export function say(line) {
  process.stdout.write(`${line}\n`)
}

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs a command to its end and gives its exit code. A signal to this process goes on to the command, and this process
 * waits for it to stop; one killed by a signal has the code 128 + its number, as in a shell.
 *
 * On Ctrl-C the command is told more than once, by the terminal, by npm through us: the server takes what comes
 * together for one.
 *
 * @param output `inherit` shows what the command prints, `onFailure` only when it fails, and `none` never: for a try
 * that has an alternative.
 */
export function run(command, args, { env = process.env, cwd = root, output = 'inherit' } = {}) {
  const stdio = output === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe']
  const child = spawn(command, args, { cwd, env, stdio })

  const printed = []
  child.stdout?.on('data', (chunk) => printed.push(chunk))
  child.stderr?.on('data', (chunk) => printed.push(chunk))

  let interrupted = false
  const passOn = (signal) => {
    interrupted = true
    child.kill(signal)
  }
  for (const signal of PASSED_ON) process.on(signal, passOn)

  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new SetupError(`${command} could not be started: ${error.message}`)))
    child.on('close', (code, signal) => {
      const status = code ?? 128 + system.signals[signal]
      if (interrupted && output !== 'inherit') process.exit(status === 0 ? 130 : status) // in the middle of set-up
      if (status !== 0 && output === 'onFailure') process.stderr.write(Buffer.concat(printed))
      resolve(status)
    })
  }).finally(() => {
    for (const signal of PASSED_ON) process.off(signal, passOn)
  })
}

/**
 * The body of a command: its result is the exit code, and a SetupError is one line on stderr and exit code 1. Any
 * other error is a fault of ours and keeps its stack.
 */
export async function command(body) {
  try {
    process.exitCode = await body()
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
