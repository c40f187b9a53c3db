import type { Context } from 'hono'

import type { Identity } from '#server/common/identity.ts'

import type { Audit } from './audit.ts'
import type { Access } from './auth/access.ts'
import type { Attempts } from './auth/attempts.ts'
import type { AppEnv } from './responses.ts'

/**
 * Looks at a word that is to prove who asks, wherever a request brings one: whoever sends wrong ones is slowed by their
 * address, and noted. `what` the word is, is for the audit list. Null is nobody.
 *
 * @throws {TooManyAttempts}
 */
export type Judge = <Proved>(
  c: Context<AppEnv>,
  what: string,
  word: string,
  prove: () => Promise<Proved | null>,
) => Promise<Proved | null>

export const judgeBy =
  (attempts: Attempts, audit: Audit): Judge =>
  async (c, what, word, prove) => {
    const proved = await attempts.judge(c.var.address, word, prove)
    if (proved === null) await audit(c, { action: 'signInFailed', who: null, detail: what })
    return proved
  }

/** Who has an API token. */
export const holderOf = (
  c: Context<AppEnv>,
  token: string,
  { access, judge }: { access: Access; judge: Judge },
): Promise<Identity | null> => judge(c, 'token', token, () => access.identify({ token, session: undefined }))
