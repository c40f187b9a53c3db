import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

import { statisticsPath } from '#contract/port-statistics.ts'
import { freePort } from '#test/loopback.ts'

import { ROOT } from './programs.ts'

/** Milliseconds from the start of a process to the end of its first answer, and the bytes it then has in memory. */
export type Starts = { ms: number[]; memory: number[] }

const ROUNDS = 5
/** When nothing of the start goes on any more, in milliseconds. */
const SETTLED = 2_000

/**
 * Starts the product on the demo fleet that it stored, and a bare server, turn about, and kills them: what is measured is a
 * start after a fault. The product's first start, which stores the fleet, is not counted. Memory is told by Linux alone.
 */
export async function measureStarts(
  dataDir: string,
  token: string,
): Promise<{ product: Starts; bare: Starts }> {
  const starts = { product: { ms: [], memory: [] } as Starts, bare: { ms: [], memory: [] } as Starts }
  const port = await freePort()
  const env = { OPENPORTS_DATA_DIR: dataDir, OPENPORTS_TOKEN: token, OPENPORTS_LOG_LEVEL: 'error' }
  const product = ['dist/server/openports.js', 'serve', '--port', String(port)]
  const bare = ['bench/bare-server.ts', '--plain', '--port', String(port), fileURLToPath(import.meta.url)]
  const path = `${statisticsPath('demo')}?limit=200&enterprise_project_id=all_granted_eps`
  for (let round = -1; round < ROUNDS; round++) {
    const isCounted = round >= 0
    await start(product, env, `http://127.0.0.1:${port}${path}`, token, isCounted ? starts.product : null)
    await start(bare, {}, `http://127.0.0.1:${port}/0`, token, isCounted ? starts.bare : null)
  }
  return starts
}

async function start(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  url: string,
  token: string,
  into: Starts | null,
): Promise<void> {
  const begin = performance.now()
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit')
  try {
    while (!(await isAnswered(url, token))) {
      if (child.exitCode !== null) throw new Error(`${args[0]} ended with exit code ${child.exitCode}`)
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    into?.ms.push(performance.now() - begin)
    await new Promise((resolve) => setTimeout(resolve, SETTLED))
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
    if (kilobytes !== undefined) into?.memory.push(Number(kilobytes) * 1024)
  } finally {
    child.kill('SIGKILL')
    await ended
  }
}

const isAnswered = (url: string, token: string): Promise<boolean> =>
  fetch(url, { headers: { 'X-Auth-Token': token } }).then(
    async (answer) => (await answer.bytes()).length > 0 && answer.ok,
    () => false, // does not listen yet
  )
