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
 * Sign-in with OpenID Connect: code flow with PKCE, state and nonce. The browser that begins an attempt keeps it, so that
 * strangers cannot fill the store. Each method throws {@link SignInError}.
 */
export type Oidc = {
  /**
   * Where to send the browser, and what it has to keep meanwhile. `session` is the session that it has already, which ends
   * at its return.
   */
  begin: (session: string | undefined) => Promise<{ url: string; kept: string }>
  /** The identity of the user who returned, by what their browser kept and the query of the provider. Works once. */
  finish: (kept: string, search: string) => Promise<{ who: Identity; session: string | undefined }>
  /** Where users sign out of the provider; null if it has no such page. */
  signOutUrl: () => Promise<string | null>
}

/** How long a sign-in may take, in milliseconds. */
export const ATTEMPT_MS = 600_000

const Kept = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  session: z.optional(z.string()),
})
type Kept = z.infer<typeof Kept>

/** States of finished attempts, each with the end of the longest time in which it could be replayed (ms since 1970). */
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

  /** Finished attempts that the store could not take, as with a full disk. The provider refuses a second use of a code, too. */
  let unstored: Used = {}

  const withAttempt = (used: Used, { state }: Kept): { used: Used; isFirst: boolean } => {
    const current = Object.entries(used).filter(([, until]) => until > now())
    return {
      used: { ...Object.fromEntries(current), [state]: now() + ATTEMPT_MS },
      isFirst: current.every(([known]) => known !== state),
    }
  }

  /** Marks an attempt as finished. @returns Whether it was not finished before, at any server of the store. */
  async function isFirst(kept: Kept): Promise<boolean> {
    const here = withAttempt(unstored, kept)
    if (!here.isFirst) return false
    try {
      return await store.changeDocument('oidc-used', (text) => {
        const { used, isFirst } = withAttempt(Used.parse(JSON.parse(text ?? '{}')), kept)
        return { text: JSON.stringify(used), result: isFirst }
      })
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      unstored = here.used
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
