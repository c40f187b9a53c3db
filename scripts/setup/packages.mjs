import { readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

import { executable, root, run, say, SetupError } from '../run.mjs'

const BIN = join(root, 'node_modules', '.bin')

/** Whether node_modules holds what package-lock.json names, and the pinned Node. */
export function packagesAreCurrent() {
  return executable(join(BIN, 'node')) && lockIsInstalled(root)
}

/** The same of any folder with a lock file. */
export function lockIsInstalled(folder) {
  return isInstalled(
    json(join(folder, 'package-lock.json')),
    json(join(folder, 'node_modules', '.package-lock.json')),
  )
}

/**
 * Whether an installation, as npm notes it in node_modules when it has finished, has every package of a lock file at
 * its version. An optional package may be absent: it is for another platform.
 */
export function isInstalled(lock, installation) {
  if (lock === null || installation === null) return false
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '') return true // the project itself
    const found = installation.packages[path]
    if (found === undefined) return wanted.optional === true
    return found.version === wanted.version && found.integrity === wanted.integrity
  })
}

/**
 * Installs the packages of package-lock.json, development's included whatever NODE_ENV says, and the pinned Node.
 * No package runs code on installation but the one that fetches Node, which is the same for a user whose npm is set
 * to `ignore-scripts`.
 */
export async function installPackages() {
  say('Installing the packages (half a minute or so)…')
  const succeeded =
    (await installLock(root)) && (await npm(['rebuild', 'node', '--ignore-scripts=false'], root))
  if (!succeeded) throw new SetupError('The packages could not be installed: npm failed, as printed above.')
}

/** Installs what the lock file of a folder names; no package runs code. Gives whether that succeeded. */
export function installLock(folder) {
  return npm(['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'], folder)
}

/** The environment in which `node` is the pinned one, and the tools are commands. */
export function withPackages(env = process.env) {
  return { ...env, PATH: [BIN, ...foldersOf(env)].join(delimiter) }
}

/**
 * Runs the npm that runs us, or else the one on PATH; never on the Node in node_modules, which it may replace. Gives
 * whether it succeeded.
 */
async function npm(args, cwd) {
  const { npm_execpath: cli, npm_node_execpath: node } = process.env
  const [program, ...first] = cli?.endsWith('npm-cli.js') && node ? [node, cli] : ['npm']
  const env = { ...process.env, PATH: foldersOf(process.env).join(delimiter) }
  const options = { env, cwd, output: 'onFailure' }
  return (await run(program, [...first, ...args, '--loglevel=error'], options)) === 0
}

/** PATH without the tools of node_modules. */
function foldersOf(env) {
  return (env.PATH ?? '').split(delimiter).filter((folder) => folder !== BIN)
}

function json(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}
