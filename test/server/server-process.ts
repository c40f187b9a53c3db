import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

import { bundle } from './bundle.ts'

/** The server as a process of its own, with what it prints. It knows nothing of this process's environment but PATH. */
export type ServerProcess = {
  child: ReturnType<typeof spawn>
  /** What it printed so far. */
  said: { out: string; err: string }
  ended: Promise<{ code: number | null; out: string; err: string }>
  /** Its address, once it answers; fails with its complaints when it ends before. */
  ready: () => Promise<string>
}

export type ServerProgram = {
  run: (args: readonly string[], env: Readonly<Record<string, string>>) => ServerProcess
  remove: () => Promise<void>
}

/** The server that test-main.ts is, made ready to be started again and again, each time on a free port. */
export async function serverProgram(): Promise<ServerProgram> {
  const { file, remove } = await bundle(join(import.meta.dirname, 'test-main.ts'))
  return { run: (args, env) => serverProcess(file, args, env), remove }
}

/** Starts a server from its file, on a free port. */
export function serverProcess(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): ServerProcess {
  const child = spawn(process.execPath, [file, '--port', '0', ...args], {
    env: { PATH: process.env['PATH'], OPENPORTS_LOG_LEVEL: 'debug', OPENPORTS_STOP_WAIT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (said.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (said.err += text))
  const ended = once(child, 'close').then(([code]: (number | null)[]) => ({ code: code ?? null, ...said }))
  const ready = async (): Promise<string> => {
    while (!said.out.includes('API token'))
      await Promise.race([
        once(child.stdout, 'data'),
        ended.then((end) => Promise.reject(new Error(end.err))),
      ])
    return /https?:\/\/\S+/.exec(said.out)?.[0] ?? ''
  }
  return { child, said, ended, ready }
}
