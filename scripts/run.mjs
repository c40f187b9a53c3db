import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { constants as system } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The top of the work tree. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** A failure that its message explains to whoever ran the command, remedy included. */
export class SetupError extends Error {}

/** One line about work that takes a while. */
export function say(line) {
  process.stdout.write(`${line}\n`)
}

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Ctrl-C reaches this process twice within milliseconds: from the terminal, and from npm, which passes on its own. */
const ONE_PRESS_MS = 300

/**
 * Runs a command to its end and gives its exit code. A signal to this process goes on to the command, once, and this
 * process waits for it to stop; one killed by a signal has the code 128 + its number, as in a shell.
 *
 * The command leads a process group of its own: otherwise the terminal would send Ctrl-C to it directly as well, and
 * the server takes a second one for impatience.
 *
 * @param output `inherit` shows what the command prints. `onFailure` shows it only when it fails.
 */
export function run(command, args, { env = process.env, cwd = root, output = 'inherit' } = {}) {
  const stdio = output === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe']
  const child = spawn(command, args, { cwd, env, stdio, detached: true })

  const printed = []
  child.stdout?.on('data', (chunk) => printed.push(chunk))
  child.stderr?.on('data', (chunk) => printed.push(chunk))

  let last = -Infinity
  const passOn = (signal) => {
    const now = performance.now()
    if (now - last < ONE_PRESS_MS) return
    last = now
    try {
      process.kill(-child.pid, signal)
    } catch {
      // It has ended already; its exit code is on the way.
    }
  }
  for (const signal of PASSED_ON) process.on(signal, passOn)

  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new SetupError(`${command} could not be started: ${error.message}`)))
    child.on('close', (code, signal) => {
      const status = code ?? 128 + system.signals[signal]
      if (status !== 0) process.stderr.write(Buffer.concat(printed))
      resolve(status)
    })
  }).finally(() => {
    for (const signal of PASSED_ON) process.off(signal, passOn)
    if (last !== -Infinity && output !== 'inherit') process.exit(130) // interrupted in the middle of set-up
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

/** The full path of the first of some programs that PATH knows, by order of the names, or undefined. */
export function onPath(names, { path = process.env.PATH ?? '', isProgram = executable } = {}) {
  const folders = path.split(delimiter).filter((folder) => folder !== '')
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => isProgram(file))
}

/** Whether a file is there and may be run. */
export function executable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
