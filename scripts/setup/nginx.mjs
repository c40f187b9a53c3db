import { executable, onPath, say } from '../run.mjs'
import { canInstallDebianPackages, runAsRoot } from './debian.mjs'

/** Whether nginx is on this machine. Debian keeps it where only the administrator looks for programs. */
export function hasNginx({ env = process.env, isProgram = executable } = {}) {
  return onPath(['nginx'], { path: `${env.PATH ?? ''}:/usr/sbin`, isProgram }) !== undefined
}

/**
 * Installs nginx when it is missing. The tests start one of their own with it. Where it cannot be had, all others run
 * without it.
 */
export async function ensureNginx() {
  if (hasNginx()) return
  if (canInstallDebianPackages()) {
    say('Installing Debian’s nginx for the browser tests (2 MB)…')
    // What the package installs is started by Debian unless this file says no; it was not there, and goes again.
    await runAsRoot(
      'policy=/usr/sbin/policy-rc.d; if [ ! -e $policy ]; then trap "rm -f $policy" EXIT;' +
        ' printf "#!/bin/sh\\nexit 101\\n" > $policy; chmod +x $policy; fi;' +
        ' apt-get update -q; apt-get install -yq --no-install-recommends nginx',
    )
  }
  if (!hasNginx())
    say('WITHOUT NGINX the browser tests of signing in at a proxy are left out. Install it to run them.')
}
