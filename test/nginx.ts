import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Debian keeps nginx where only the administrator looks for programs. */
const PATH = `${process.env['PATH'] ?? ''}:/usr/sbin`

/** Whether this machine has nginx: scripts/machine.sh installs it where it may. */
export function hasNginx(): boolean {
  try {
    execFileSync('nginx', ['-v'], { env: { PATH }, stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

type Nginx = { stop: () => Promise<void> }

/**
 * Starts an nginx of our own with this `http` section, and waits until it listens.
 *
 * @param files Further files for the section to name, by name; they are in its folder.
 */
export async function startNginx(
  http: (folder: string) => string,
  files: Readonly<Record<string, string>>,
): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'openports-nginx-'))
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  )
  const lines = [
    'daemon off;',
    'master_process off;', // one process, which ends when it is told
    `pid ${folder}/pid;`,
    'error_log stderr notice;',
    'events {}',
    `http { access_log off; ${temporary.join(' ')} ${http(folder)} }`,
  ]
  const config = join(folder, 'nginx.conf')
  await writeFile(config, lines.join('\n'))
  const child = spawn('nginx', ['-p', folder, '-e', 'stderr', '-c', config], {
    env: { PATH },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const said: string[] = []
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`nginx ended. It said:\n${said.join('\n')}`)))
    createInterface(child.stderr).on('line', (line) => {
      said.push(line)
      if (/ nginx\/\d/.test(line)) resolve() // its version, after it listens
    })
  })
  return {
    stop: async () => {
      const ended = once(child, 'exit')
      if (child.exitCode === null && child.kill('SIGTERM')) await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
