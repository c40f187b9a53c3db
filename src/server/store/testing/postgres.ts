import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import pg from 'pg'
import type { TestProject } from 'vitest/node'

import { freePort } from '#test/loopback.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL of this test run, as its superuser. */
    postgresUrl: string
  }
}

/** Vitest's global setup: a PostgreSQL of our own for the time of a run, on a free port, thrown away afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const bin = binaries()
  const user = unprivileged()
  const dir = mkdtempSync(join(tmpdir(), 'openports-postgres-'))
  if (user) chownSync(dir, user.uid, user.gid) // PostgreSQL refuses to run as root
  const data = join(dir, 'data')
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'openports', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...user, cwd: dir, stdio: ['ignore', 'ignore', 'inherit'] },
  )

  const port = await freePort()
  const options = [
    '-D',
    data,
    '-p',
    String(port),
    '-h',
    '127.0.0.1',
    '-k',
    '',
    '-F',
    '-c',
    'max_connections=50',
  ]
  // The shell ends PostgreSQL and clears up when its standard input closes: also when this process is killed.
  const script = '"$@" >log 2>&1 & read -r _; kill -INT $!; wait $!; cd / && rm -rf "$0"'
  const server = spawn('sh', ['-c', script, dir, join(bin, 'postgres'), ...options], {
    ...user,
    cwd: dir,
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  const ended = new Promise((resolve) => server.once('exit', resolve))
  const stop = async (): Promise<void> => {
    server.stdin.end()
    await ended
  }

  const url = `postgres://openports@127.0.0.1:${port}/postgres`
  try {
    await answers(url)
  } catch (error) {
    await stop()
    throw error
  }
  project.provide('postgresUrl', url)
  return stop
}

/** The folder of the newest PostgreSQL of this machine. Debian keeps the server's programs out of the PATH. */
function binaries(): string {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ]
  const found = folders.find((folder) =>
    ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))),
  )
  if (found === undefined) {
    throw new Error(
      'The tests of the store need PostgreSQL (initdb and postgres): install it, on Debian with "apt-get install postgresql"',
    )
  }
  return found
}

/** Whom to become when we are root. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string): number => Number(execFileSync('id', [flag, name], { stdio: 'pipe' }))
      return { uid: id('-u'), gid: id('-g') }
    } catch {
      // no such user: the next one
    }
  }
  throw new Error('PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody')
}

async function answers(url: string): Promise<void> {
  const deadline = performance.now() + 20_000
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      return
    } catch (error) {
      if (performance.now() > deadline) throw error
    } finally {
      await client.end()
    }
    await sleep(50)
  }
}
