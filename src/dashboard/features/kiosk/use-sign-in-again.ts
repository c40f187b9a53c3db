import { useEffect, useEffectEvent } from 'react'

import { OIDC_SIGN_IN_PATH } from '#contract/session.ts'
import { keepView } from '#dashboard/core/came-from.ts'
import { isReachable } from '#data/is-reachable.ts'
import { useProjects } from '#data/projects.ts'
import { useSession } from '#data/session.ts'
import { baseUrl } from '#view/base-url.ts'

import { mayTry } from './try-again.ts'

/** How often a kiosk checks whether it can try, in milliseconds. */
const LOOK_EVERY = 60_000

/**
 * Signs a kiosk in again when its session has ended, where that takes no person: the provider of OpenID Connect, or the proxy
 * in front, may still have a session of the browser. A sign-in by token takes a person again.
 */
export function useSignInAgain(): void {
  const proof = useSession().data?.identity?.proof
  const isSignedOut = useProjects().error?.kind === 'signedOut'
  const attempt = useEffectEvent(async () => {
    const to = proof === 'oidc' ? `${baseUrl()}${OIDC_SIGN_IN_PATH}` : location.href
    if (!mayTry(Date.now()) || !(await isReachable(to))) return
    if (proof === 'oidc') keepView()
    location.assign(to)
  })
  const isPossible = isSignedOut && (proof === 'oidc' || proof === 'proxy')
  useEffect(() => {
    if (!isPossible) return undefined
    void attempt()
    const timer = setInterval(() => void attempt(), LOOK_EVERY)
    return () => clearInterval(timer)
  }, [isPossible])
}
