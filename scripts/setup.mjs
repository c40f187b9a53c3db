import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { root, SetupError } from './run.mjs'
import { browserForTests } from './setup/browser.mjs'
import { ensureLibreOffice } from './setup/libreoffice.mjs'
import { withLock } from './setup/lock.mjs'
import { ensureNginx } from './setup/nginx.mjs'
import { installObservatory, observatoryIsCurrent } from './setup/observatory.mjs'
import { installPackages, packagesAreCurrent, withPackages } from './setup/packages.mjs'
import { buildPage, pageIsCurrent } from './setup/page.mjs'
import { ensurePostgres } from './setup/postgres.mjs'

/** In a folder that git ignores, and that neither npm nor the build empties. */
const LOCK = join(root, 'dist', 'set-up.lock')

/** For what is installed on the machine: it may take as long as the packages, and has nothing to wait for in them. */
const MACHINE_LOCK = join(root, 'dist', 'set-up-machine.lock')

/**
 * Makes the work tree ready: the packages always, the page as asked. What is there and up to date costs milliseconds
 * and prints nothing; two commands that start at once do each thing once.
 *
 * @returns The environment for everything that runs after it: `node` is the pinned Node 24, the tools are commands.
 * @throws {SetupError} when something is missing and cannot be had.
 */
export async function setUp({ page = false } = {}) {
  checkThisNode()
  await once(packagesAreCurrent, installPackages)
  const env = withPackages()
  if (page) await once(pageIsCurrent, () => buildPage(env))
  return env
}

/** Sees to the programs of PostgreSQL. Needs no package, so it may go on while they are installed. */
export async function setUpPostgres() {
  checkThisNode()
  await withLock(MACHINE_LOCK, ensurePostgres)
}

/** Sees to nginx, for the browser tests that go through a proxy. Without it they are left out, which is said. */
export async function setUpNginx() {
  await withLock(MACHINE_LOCK, ensureNginx)
}

/** Sees to MDN's HTTP Observatory, for the score of our answers. Without it that is left out, which is said. */
export async function setUpObservatory() {
  await once(observatoryIsCurrent, installObservatory)
}

/** Sees to LibreOffice, for the browser tests' look at exported files. Without it that is left out, which is said. */
export async function setUpLibreOffice() {
  await withLock(MACHINE_LOCK, ensureLibreOffice)
}

/**
 * Sees to a Chromium.
 *
 * @param env What `setUp` gave.
 * @returns That environment, in which CHROMIUM_PATH names the browser when it is not Playwright's own.
 */
export async function setUpBrowser(env) {
  const path = await withLock(MACHINE_LOCK, () => browserForTests(env))
  return path === undefined ? env : { ...env, CHROMIUM_PATH: path }
}

function checkThisNode() {
  checkNode(process.versions.node, JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node)
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
    `Openports needs Node ${leastMajor}.${leastMinor} or newer, and this is ${version}. See https://nodejs.org`,
  )
}

/** The question is asked again under the lock: another command may have done the work meanwhile. */
async function once(isCurrent, work) {
  if (isCurrent()) return
  await withLock(LOCK, async () => {
    if (!isCurrent()) await work()
  })
}
