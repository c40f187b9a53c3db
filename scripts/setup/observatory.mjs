import { join } from 'node:path'

import { root, say } from '../run.mjs'
import { installLock, lockIsInstalled } from './packages.mjs'

/** A folder with a lock file of its own: nobody who runs the product waits for these packages. */
const OBSERVATORY = join(root, 'e2e', 'observatory')

export function observatoryIsCurrent() {
  return lockIsInstalled(OBSERVATORY)
}

/** Installs MDN's HTTP Observatory, for the browser tests. Where it cannot be had, all others run without it. */
export async function installObservatory() {
  say('Installing MDN’s HTTP Observatory for the tests of headers (27 MB)…')
  if (!(await installLock(OBSERVATORY)))
    say('WITHOUT MDN’S HTTP OBSERVATORY its score of our answers is left out, as printed above.')
}
