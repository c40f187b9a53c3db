import type { Context } from 'hono'

import type { Identity } from '#server/common/identity.ts'
import type { AppEnv } from '#server/http/env.ts'
import type { AttemptLimiter } from '#server/http/limits/attempt-limiter.ts'

import type { Access } from './access.ts'
import type { Audit } from './audit.ts'

/**
 * Verifies a credential of a request, under the limit of failed attempts of its address; a wrong one is noted in the audit
 * log, under `kind`. Null means that the credential is wrong.
 *
 * @throws {TooManyAttempts}
 */
export type CheckCredential = <Verified>(
  c: Context<AppEnv>,
  kind: string,
  credential: string,
  verify: () => Promise<Verified | null>,
) => Promise<Verified | null>

export const createCredentialCheck =
  (limiter: AttemptLimiter, audit: Audit): CheckCredential =>
  async (c, kind, credential, verify) => {
    const verified = await limiter.limit(c.var.address, credential, verify)
    if (verified === null) await audit(c, { action: 'signInFailed', who: null, detail: kind })
    return verified
  }

/** Who has an API token. */
export const identityOfToken = (
  c: Context<AppEnv>,
  token: string,
  { access, check }: { access: Access; check: CheckCredential },
): Promise<Identity | null> => check(c, 'token', token, () => access.identify({ token, session: undefined }))
