import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** The top of the work tree. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** A program that runs beside the benchmark, at an address. */
export type Program = { url: string; stop: () => Promise<void> }

/**
 * Starts a server as a process of its own, so that it shares neither event loop nor heap with what measures it.
 *
 * @param script under the top of the work tree. It prints `… at http://…` when it listens.
 */
export async function startProgram(
  script: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Program> {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  process.once('exit', () => child.kill()) // when a benchmark fails half-way
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${script} ended with exit code ${String(code)}`)))
    createInterface(child.stdout).on('line', (line) => {
      const address = / at (http:\S+)/.exec(line)?.[1]
      if (address !== undefined) resolve(address)
    })
  })
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}
