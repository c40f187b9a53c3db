import { z } from '#contract/zod.ts'
import type { Identity } from '#server/common/identity.ts'

import { SignInError } from './failure.ts'
import type { OidcSettings } from './settings.ts'

const NAME_MAX = 100

/** As OpenID Connect has it. */
const Subject = z.string().check(z.regex(/^[\x20-\x7e]{1,255}$/))

/** One group may be written without a list. Anything else is no group. */
const GroupNames = z.catch(
  z.union([
    z.array(z.string()),
    z.pipe(
      z.string(),
      z.transform((name) => [name]),
    ),
  ]),
  [],
)

/**
 * Who somebody is and what they may do, by what the provider says of them. Their name may be any text: it is shown, and
 * means nothing.
 *
 * @throws {SignInError} `noAccess` when no group of theirs may do anything; `misunderstood` when they have no subject.
 */
export function identityOfClaims(
  claims: Readonly<Record<string, unknown>>,
  { groups, groupsClaim }: Pick<OidcSettings, 'groups' | 'groupsClaim'>,
): Identity {
  const subject = Subject.safeParse(claims['sub'])
  if (!subject.success) throw new SignInError('misunderstood', subject.error)
  const grants = groups.grantsOf(GroupNames.parse(claims[groupsClaim]))
  if (grants.length === 0) throw new SignInError('noAccess')
  const name = [claims['name'], claims['preferred_username'], claims['email']].map(shown).find(Boolean)
  return { subject: `oidc:${subject.data}`, name: name ?? subject.data, proof: 'oidc', grants, until: null }
}

/** A text without what would change how the text around it is drawn. */
const shown = (text: unknown): string =>
  typeof text === 'string'
    ? text
        .replace(/[\p{Cc}\p{Bidi_Control}]/gu, '')
        .trim()
        .slice(0, NAME_MAX)
        .toWellFormed()
    : ''
