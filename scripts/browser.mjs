import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

import { run, say, SetupError } from './process.mjs'

/** By preference: the headless shell starts three times as fast as the whole browser, and shows the same. */
const BROWSERS = ['chromium-headless-shell', 'chromium', 'google-chrome', 'google-chrome-stable']

/**
 * Sees to a Chromium for Playwright: CHROMIUM_PATH, else one on PATH, else Playwright's own.
 *
 * @param env The environment with the project's packages.
 * @returns That environment, in which CHROMIUM_PATH names the browser when it is not Playwright's own.
 * @throws {SetupError} when there is none and none can be had.
 */
export async function withBrowser(env) {
  const folders = env.PATH.split(delimiter)
  const path =
    env.CHROMIUM_PATH ||
    BROWSERS.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram)
  if (path) return { ...env, CHROMIUM_PATH: path }
  say('Installing the Chromium of Playwright (100 MB)…')
  const args = ['install', '--with-deps', '--only-shell', 'chromium']
  if ((await run('playwright', args, { env, output: 'onFailure' })) === 0) return env
  throw new SetupError('No browser found. Install Chromium or Chrome, or set CHROMIUM_PATH.')
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
