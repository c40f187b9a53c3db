import { readdirSync } from 'node:fs'
import { join } from 'node:path'

import { executable, onPath, say, SetupError } from '../run.mjs'
import { canInstallDebianPackages, runAsRoot } from './debian.mjs'

const REMEDY = 'Install PostgreSQL (its programs are enough, no server has to run), with initdb on PATH.'

/** Where Debian keeps the programs of each version; only the client's are on PATH. */
const DEBIANS = '/usr/lib/postgresql'

/** Whether the programs of a PostgreSQL server are on this machine. */
export function hasPostgres({
  env = process.env,
  versions = versionsOfDebian(),
  isProgram = executable,
} = {}) {
  return (
    onPath(['initdb'], { path: env.PATH ?? '', isProgram }) !== undefined ||
    versions.some((version) => isProgram(join(DEBIANS, version, 'bin', 'initdb')))
  )
}

/** Installs PostgreSQL's programs when they are missing. The tests start a server of their own with them. */
export async function ensurePostgres() {
  if (hasPostgres()) return
  if (!canInstallDebianPackages()) throw new SetupError(`The store's tests need PostgreSQL. ${REMEDY}`)

  say('Installing Debian’s PostgreSQL for the store’s tests (60 MB)…')
  // The package makes and starts a server for the machine unless this setting says no; the setting goes again.
  const installed = await runAsRoot(
    'conf=/etc/postgresql-common/createcluster.d/openports-tests.conf; mkdir -p "$(dirname $conf)";' +
      ' trap "rm -f $conf" EXIT; echo "create_main_cluster = false" > $conf;' +
      ' apt-get update -q; apt-get install -yq --no-install-recommends postgresql',
  )
  if (!installed || !hasPostgres()) throw new SetupError(`PostgreSQL could not be installed. ${REMEDY}`)
}

function versionsOfDebian() {
  try {
    return readdirSync(DEBIANS)
  } catch {
    return []
  }
}
