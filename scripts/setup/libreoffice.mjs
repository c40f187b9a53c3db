import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { onPath, say } from '../run.mjs'
import { canInstallDebianPackages, runAsRoot } from './debian.mjs'

/** Whether LibreOffice is on this machine, and its spreadsheet, which may be absent, with it. */
export function hasLibreOffice({
  program = onPath(['soffice']),
  realPath = realpathSync,
  isThere = existsSync,
} = {}) {
  return program !== undefined && isThere(join(dirname(realPath(program)), 'libsclo.so'))
}

/**
 * Installs LibreOffice's spreadsheet, without a screen, when it is missing. The browser tests open exported files with it. Where it
 * cannot be had, all others run without it.
 */
export async function ensureLibreOffice() {
  if (hasLibreOffice()) return
  if (canInstallDebianPackages()) {
    say('Installing Debian’s LibreOffice Calc for the tests of exported files (90 MB)…')
    await runAsRoot('apt-get update -q; apt-get install -yq --no-install-recommends libreoffice-calc-nogui')
  }
  if (!hasLibreOffice())
    say('WITHOUT LIBREOFFICE its test of exported CSV files is left out. Install its Calc to run it.')
}
