import { z } from '#contract/zod.ts'
import type { Identity } from '#server/common/identity.ts'

import { SignInError } from './failure.ts'
import type { OidcSettings } from './settings.ts'

const NAME_MAX = 100

/** A subject: up to 255 ASCII characters (OpenID Connect Core 1.0, section 2). */
const Subject = z.string().check(z.regex(/^[\x20-\x7e]{1,255}$/))

/** A list of groups, or one group as a string. Anything else is no group. */
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
 * The identity and grants of a user by their claims. Their name is for display only, and may be any text.
 *
 * @throws {SignInError} `noAccess` if none of their groups has a grant; `misunderstood` if they have no subject.
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

/** A name without control characters, and without those that reorder the text around it. */
const shown = (text: unknown): string =>
  typeof text === 'string'
    ? text
        .replace(/[\p{Cc}\p{Bidi_Control}]/gu, '')
        .trim()
        .slice(0, NAME_MAX)
        .toWellFormed()
    : ''
