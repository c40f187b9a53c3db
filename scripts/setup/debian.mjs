import { spawnSync } from 'node:child_process'

import { onPath, run } from '../run.mjs'

/** Whether this machine has Debian's packages and lets us install them without asking for a password. */
export function canInstallDebianPackages() {
  return onPath(['apt-get']) !== undefined && asRoot() !== null
}

/**
 * Runs shell commands as root, with apt-get asking no questions.
 *
 * @returns Whether they succeeded. What they printed is shown only when they did not.
 */
export async function runAsRoot(script) {
  const [program, ...args] = [...asRoot(), 'env', 'DEBIAN_FRONTEND=noninteractive', 'sh', '-e', '-c', script]
  return (await run(program, args, { output: 'onFailure' })) === 0
}

/** What to put before a command so that it runs as root, null when nothing does. */
function asRoot() {
  if (process.getuid?.() === 0) return []
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : null
}
