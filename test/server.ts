import { execFile, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const NODE = join(ROOT, 'node_modules/.bin/node')

/** From the process's start to its address: the demo fleet takes about a second of it. */
const START_MS = 30_000

/** The product as it ships, in a process of its own, with data of its own. */
export type Server = {
  url: string
  /** The API token, for requests as a program makes them. */
  token: string
  /** Takes scans into the inventory of the running server, as `npm run import` does, and gives what it printed. */
  import: (files: readonly string[], options?: readonly string[]) => Promise<string>
  /** Stops it as Ctrl-C does. The data stays until `remove`. */
  stop: () => Promise<void>
  /** Starts it again on the same address and data. */
  restart: () => Promise<void>
  /** Stops it and deletes its data. */
  remove: () => Promise<void>
}

/**
 * Starts the built product on a free port of 127.0.0.1 and waits until it is ready.
 *
 * @param options The server's own: `--import FILE`, `--local`.
 * @param prepare Puts into the data directory what the server is to find there.
 * @param settings Further variables of its environment.
 * @throws With what the server printed, when it ends instead.
 */
export async function startServer(
  options: readonly string[] = [],
  prepare: (dataDir: string) => Promise<void> = async () => {},
  settings: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const dataDir = await mkdtemp(join(tmpdir(), 'openports-e2e-'))
  await prepare(dataDir)
  const token = randomBytes(32).toString('hex')
  const env = {
    PATH: process.env['PATH'],
    OPENPORTS_DATA_DIR: dataDir,
    OPENPORTS_TOKEN: token,
    ...settings,
  }

  let { child, url } = await launch(['--port', '0', ...options], env)
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGINT')
    await ended
    if (child.exitCode !== 0) throw new Error(`The server stopped with exit code ${String(child.exitCode)}`)
  }
  return {
    url,
    token,
    import: async (files, more = []) => {
      const args = ['dist/server/openports.js', 'import', ...more, ...files]
      const { stdout } = await promisify(execFile)(NODE, args, { cwd: ROOT, env })
      return stdout
    },
    stop,
    restart: async () => {
      await stop()
      child = (await launch(['--port', new URL(url).port], env)).child
    },
    remove: async () => {
      await stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function launch(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(NODE, ['dist/server/openports.js', 'serve', ...args], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed: string[] = []
  const url = await new Promise<string>((resolve, reject) => {
    const fail = (why: string) => {
      child.kill()
      reject(new Error(`The server ${why}. It printed:\n${printed.join('\n')}`))
    }
    const timer = setTimeout(() => fail('took too long to start'), START_MS)
    child.on('close', (code) => fail(`ended with exit code ${String(code)}`))
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on('line', (line) => {
        printed.push(line)
        const address = /^Openports is at (\S+)/.exec(line)?.[1]
        if (address === undefined) return
        clearTimeout(timer)
        resolve(address)
      })
    }
  })
  return { child, url }
}
