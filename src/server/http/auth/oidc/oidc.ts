import { z } from '#contract/zod.ts'
import { DIRECT } from '#server/common/egress.ts'
import type { Egress } from '#server/common/egress.ts'
import type { Identity } from '#server/common/identity.ts'
import { StoreError } from '#server/store/errors.ts'
import type { Store } from '#server/store/types.ts'

import { identityOfClaims } from './claims.ts'
import { SignInError } from './failure.ts'
import { createProvider } from './provider.ts'
import { createSeal } from './seal.ts'
import type { OidcSettings } from './settings.ts'

/**
 * Signing in with OpenID Connect: code flow with PKCE, state and nonce. Nothing is kept of an attempt but by the browser
 * that made it, so that strangers cannot fill the store. Each method throws {@link SignInError}.
 */
export type Oidc = {
  /**
   * Where to send a browser that wants to sign in, and what it has to keep meanwhile. `session` is the one that it brings,
   * which ends when it comes back.
   */
  begin: (session: string | undefined) => Promise<{ url: string; kept: string }>
  /** Who came back, with what their browser kept and the query that the provider gave it. It works once. */
  finish: (kept: string, search: string) => Promise<{ who: Identity; session: string | undefined }>
  /** Where somebody signs out of the provider; null where that cannot be done. */
  signOutUrl: () => Promise<string | null>
}

/** How long an attempt to sign in may take, in milliseconds. */
export const ATTEMPT_MS = 600_000

const Kept = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  session: z.optional(z.string()),
})
type Kept = z.infer<typeof Kept>

/** States of attempts that somebody got in with, and until when the attempt could have been finished at the latest. */
const Used = z.record(z.string(), z.number())
type Used = z.infer<typeof Used>

export function createOidc(
  settings: OidcSettings,
  {
    store,
    egress = DIRECT,
    now = Date.now,
  }: { store: Pick<Store, 'document' | 'changeDocument'>; egress?: Egress; now?: () => number },
): Oidc {
  const provider = createProvider(settings, { egress, now })
  const seal = createSeal('oidc', store)

  /** Of those that the store could not take, as while a disk is full. The provider takes each code but once, too. */
  let spare: Used = {}

  const withAttempt = (used: Used, { state }: Kept): { used: Used; isFirst: boolean } => {
    const current = Object.entries(used).filter(([, until]) => until > now())
    return {
      used: { ...Object.fromEntries(current), [state]: now() + ATTEMPT_MS },
      isFirst: current.every(([known]) => known !== state),
    }
  }

  /** Whether nobody got in with this attempt before, at any server of the store. From now on somebody has. */
  async function isFirst(kept: Kept): Promise<boolean> {
    const here = withAttempt(spare, kept)
    if (!here.isFirst) return false
    try {
      return await store.changeDocument('oidc-used', (text) => {
        const { used, isFirst } = withAttempt(Used.parse(JSON.parse(text ?? '{}')), kept)
        return { text: JSON.stringify(used), result: isFirst }
      })
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      spare = here.used
      return true
    }
  }

  return {
    begin: async (session) => {
      const { attempt, url } = await provider.begin()
      const kept: Kept = { ...attempt, session }
      return { url, kept: await seal.close(kept, new Date(now() + ATTEMPT_MS)) }
    },

    finish: async (sealed, search) => {
      const claims = await seal.open(sealed, new Date(now()))
      if (claims === null) throw new SignInError('stale')
      const kept = Kept.parse(claims)
      const who = identityOfClaims(await provider.finish(kept, search), settings)
      if (!(await isFirst(kept))) throw new SignInError('stale')
      return { who, session: kept.session }
    },

    signOutUrl: provider.signOutUrl,
  }
}
