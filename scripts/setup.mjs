import { existsSync, readFileSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

import { root, run, say, SetupError } from './process.mjs'

const BIN = join(root, 'node_modules', '.bin')

/**
 * Installs the packages where they differ from the lock file. What is up to date costs milliseconds.
 *
 * @returns The environment for everything that runs after it: `node` is the pinned Node 24, the tools are commands.
 * @throws {SetupError} when this Node is too old, or npm fails.
 */
export async function setUp() {
  checkNode(process.versions.node, JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node)
  if (!packagesAreCurrent()) await installPackages()
  return { ...process.env, PATH: [BIN, ...foldersOnPath()].join(delimiter) }
}

/** Builds the page into dist/client and the server into dist/server, in some seconds. @param env What `setUp` gave. */
export async function build(env) {
  const configs = ['vite.config.ts', 'vite.server.config.ts']
  const builds = configs.map((config) =>
    run('vite', ['build', '--config', config, '--logLevel', 'warn'], { env, output: 'onFailure' }),
  )
  if ((await Promise.all(builds)).some((status) => status !== 0))
    throw new SetupError('The build of page or server failed: see the output of vite above.')
}

/**
 * @param wanted package.json's words, `>=20.19`.
 * @throws {SetupError} when this Node is older.
 */
export function checkNode(version, wanted) {
  const parts = (words) => words.match(/\d+/g).map(Number)
  const [major, minor] = parts(version)
  const [leastMajor, leastMinor] = parts(wanted)
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return
  throw new SetupError(
    `Openports requires Node ${leastMajor}.${leastMinor} or newer, and this is ${version}. See https://nodejs.org`,
  )
}

/** npm writes its own copy of the lock file last; a package-lock.json that is newer has changed since. */
function packagesAreCurrent() {
  const changed = (file) => statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0
  const installed = changed('node_modules/.package-lock.json')
  return existsSync(join(BIN, 'node')) && installed >= changed('package-lock.json')
}

/**
 * No package runs code on installation but the one that fetches Node, which is the same for a user whose npm is set to
 * `ignore-scripts`.
 */
async function installPackages() {
  say('Installing the packages (about half a minute)…')
  const succeeded =
    (await npm(['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'])) &&
    (await npm(['rebuild', 'node', '--ignore-scripts=false']))
  if (!succeeded)
    throw new SetupError('The installation of the packages failed: see the output of npm above.')
}

/** Runs the npm that runs us, never on the Node in node_modules, which it may replace. Gives whether it succeeded. */
async function npm(args) {
  const { npm_execpath: cli, npm_node_execpath: node } = process.env
  const [program, ...first] = cli?.endsWith('npm-cli.js') && node ? [node, cli] : ['npm']
  const env = { ...process.env, PATH: foldersOnPath().join(delimiter) }
  return (await run(program, [...first, ...args, '--loglevel=error'], { env, output: 'onFailure' })) === 0
}

/** PATH without the tools of node_modules. */
function foldersOnPath() {
  return (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== BIN)
}
