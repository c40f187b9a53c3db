import { executable, onPath, run, say, SetupError } from '../run.mjs'
import { canInstallDebianPackages, runAsRoot } from './debian.mjs'

/** By preference: Debian's headless shell starts three times as fast as the whole browser, and shows the same. */
const BROWSERS = ['chromium-headless-shell', 'chromium', 'google-chrome', 'google-chrome-stable']

const REMEDY = 'Install Chromium or Chrome, or set CHROMIUM_PATH to the file of one.'

/**
 * The browser that is there: CHROMIUM_PATH, else one on PATH, else undefined.
 *
 * @throws {SetupError} when CHROMIUM_PATH names no program: a wish that cannot be met is not replaced by a guess.
 */
export function installedBrowser({ env = process.env, isProgram = executable } = {}) {
  const asked = env.CHROMIUM_PATH
  if (asked) {
    if (isProgram(asked)) return asked
    throw new SetupError(`CHROMIUM_PATH is ${asked}, which is not a program. ${REMEDY}`)
  }
  return onPath(BROWSERS, { path: env.PATH ?? '', isProgram })
}

/**
 * The Chromium for the tests: the one that is there, else Playwright's own, else Debian's package.
 *
 * @param env The environment with the project's packages, for Playwright.
 * @returns Its path; undefined means Playwright's own, which Playwright finds by itself.
 */
export async function browserForTests(env) {
  const found = installedBrowser({ env })
  if (found !== undefined) return found

  if (await launches(env)) return undefined
  say('Fetching the Chromium of Playwright for the browser tests (100 MB)…')
  const status = await run('playwright', ['install', '--only-shell', 'chromium'], {
    env,
    output: 'none',
  })
  if (status === 0 && (await launches(env))) return undefined

  if (!canInstallDebianPackages())
    throw new SetupError(`There is no browser for the browser tests. ${REMEDY}`)
  say('That did not work here. Installing Debian’s Chromium instead (100 MB)…')
  const installed = await runAsRoot(
    'apt-get update -q; for package in chromium-headless-shell chromium; do' +
      ' apt-get install -yq --no-install-recommends $package && exit 0; done; exit 1',
  )
  const debians = installed ? installedBrowser({ env }) : undefined
  if (debians === undefined) throw new SetupError(`The browser could not be installed. ${REMEDY}`)
  return debians
}

/** Whether Playwright's own browser starts: it may be absent, or miss libraries of the system. */
async function launches(env) {
  const script = `import { chromium } from '@playwright/test'
    await (await chromium.launch()).close()`
  return (await run('node', ['--input-type=module', '--eval', script], { env, output: 'none' })) === 0
}
