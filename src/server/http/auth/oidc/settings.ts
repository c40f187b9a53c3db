import { OIDC_CALLBACK_PATH } from '#contract/session.ts'
import { z } from '#contract/zod.ts'
import { ConfigError } from '#server/common/config-error.ts'
import { readSecretFile } from '#server/common/secret-file.ts'
import { Secret } from '#server/common/secret.ts'
import { AnySecret } from '#server/hss/settings.ts'
import { readGroups } from '#server/http/auth/groups.ts'
import type { Groups } from '#server/http/auth/groups.ts'
import { lacking, refuseUnused } from '#server/http/auth/sign-in-settings.ts'
import type { SharedRead } from '#server/http/auth/sign-in-settings.ts'

/**
 * Sign-in with OpenID Connect. `groupsClaim` is the claim that lists a user's groups, and `groups` has the grants of each.
 * `publicUrl` is the URL of the page, to which browsers return.
 */
export type OidcSettings = {
  issuer: string
  clientId: string
  clientSecret: Secret
  scopes: string
  groupsClaim: string
  groups: Groups
  publicUrl: string
}

const ISSUER_WANTED =
  'use the issuer’s URL as its provider writes it, like https://sso.example.com/realms/main; plain http is for localhost and ' +
  'loopback addresses alone'
const SCOPES_WANTED = 'use openid and further scopes, separated by spaces'

/** The settings of OpenID Connect, for the schema of all settings. None has an effect without it. */
export const OidcEnvironment = z.object({
  OPENPORTS_OIDC_ISSUER: z.optional(z.string().check(z.refine(isIssuer, ISSUER_WANTED))),
  OPENPORTS_OIDC_CLIENT_ID: z.optional(z.string()),
  OPENPORTS_OIDC_CLIENT_SECRET: z.optional(AnySecret),
  OPENPORTS_OIDC_CLIENT_SECRET_FILE: z.optional(z.string()),
  OPENPORTS_OIDC_SCOPES: z.optional(
    z.string().check(
      z.regex(/^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/, SCOPES_WANTED),
      z.refine((scopes) => scopes.split(' ').includes('openid'), SCOPES_WANTED),
    ),
  ),
  OPENPORTS_OIDC_GROUPS_CLAIM: z.optional(z.string()),
})

/** The URL of the metadata document is refused: with it, the library would not check the issuer. */
function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { href, username, password, search, hash, pathname } = new URL(text)
  return (
    isPrivate(text) &&
    (href === text || href === `${text}/`) &&
    `${username}${password}${search}${hash}` === '' &&
    !pathname.includes('/.well-known/')
  )
}

/** Whether requests to a URL cannot be read on the way: it is https, or a loopback address. */
export function isPrivate(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return (
    protocol === 'https:' || (protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname))
  )
}

type OidcRead = SharedRead & z.infer<typeof OidcEnvironment>

/**
 * Combines the settings of OpenID Connect; null where it is not enabled.
 *
 * @throws {ConfigError} naming every missing setting, one that has no effect, or one that cannot be used.
 */
export function oidcOf(read: OidcRead, isWanted: boolean): OidcSettings | null {
  if (!isWanted) {
    refuseUnused(['oidc'], Object.keys(OidcEnvironment.shape), read)
    return null
  }
  const {
    OPENPORTS_PUBLIC_URL: publicUrl,
    OPENPORTS_GROUPS: groupsFile,
    OPENPORTS_OIDC_ISSUER: issuer,
    OPENPORTS_OIDC_CLIENT_ID: clientId,
    OPENPORTS_OIDC_SCOPES: scopes = 'openid profile',
    OPENPORTS_OIDC_GROUPS_CLAIM: groupsClaim = 'groups',
  } = read
  const clientSecret = clientSecretOf(read)
  if (!publicUrl || !groupsFile || !issuer || !clientId || !clientSecret) {
    throw lacking('oidc', {
      OPENPORTS_PUBLIC_URL: publicUrl,
      OPENPORTS_GROUPS: groupsFile,
      OPENPORTS_OIDC_ISSUER: issuer,
      OPENPORTS_OIDC_CLIENT_ID: clientId,
      'OPENPORTS_OIDC_CLIENT_SECRET (or …_FILE)': clientSecret,
    })
  }
  if (!isPrivate(publicUrl))
    throw new ConfigError(
      `OPENPORTS_PUBLIC_URL ${JSON.stringify(publicUrl)} cannot be used with oidc in OPENPORTS_SIGN_IN: sign-ins could ` +
        'be intercepted. Use https, or http on a loopback address',
    )
  return { issuer, clientId, clientSecret, scopes, groupsClaim, groups: readGroups(groupsFile), publicUrl }
}

function clientSecretOf({
  OPENPORTS_OIDC_CLIENT_SECRET: secret,
  OPENPORTS_OIDC_CLIENT_SECRET_FILE: file,
}: OidcRead): Secret | undefined {
  if (file === undefined) return secret
  if (secret !== undefined)
    throw new ConfigError(
      'OPENPORTS_OIDC_CLIENT_SECRET and OPENPORTS_OIDC_CLIENT_SECRET_FILE are two secrets: set one of them',
    )
  const fail = (problem: string): ConfigError =>
    new ConfigError(`OPENPORTS_OIDC_CLIENT_SECRET_FILE ${file} cannot be used: it ${problem}`)
  const text = readSecretFile(file, fail)
  if (text === '') throw fail('is empty')
  return new Secret(text)
}

/** The redirect URI, which has to be registered at the provider. */
export const redirectUri = ({ publicUrl }: Pick<OidcSettings, 'publicUrl'>): string =>
  `${publicUrl}${OIDC_CALLBACK_PATH}`
