import { z } from '#contract/zod.ts'
import { ConfigError } from '#server/common/config-error.ts'
import { readGroups } from '#server/http/auth/groups.ts'
import type { Groups } from '#server/http/auth/groups.ts'
import { lacking, refuseUnused } from '#server/http/auth/sign-in-settings.ts'
import type { SharedRead } from '#server/http/auth/sign-in-settings.ts'

import { HOPS_WANTED, readHops } from './hops.ts'
import type { Hops } from './hops.ts'
import type { IdentityHeaders } from './proxy-identity.ts'

/**
 * Sign-in at a proxy in front: the headers in which it names the user and their groups, the grants of the groups, and the
 * path at which users sign out of it, null where that is not known.
 */
export type ProxySettings = { headers: IdentityHeaders; groups: Groups; signOutPath: string | null }

const HEADER_WANTED = 'use the name of a header that nothing but the proxy sets, like X-Forwarded-User'
const SIGN_OUT_WANTED = 'use a path at the host of OPENPORTS_PUBLIC_URL, like /oauth2/sign_out'

/** Headers that have another meaning, which browsers or other proxies set. */
const TAKEN = new Set(
  'authorization connection cookie forwarded from host origin referer user-agent via x-auth-token x-forwarded-for x-real-ip'.split(
    ' ',
  ),
)

const HeaderName = z.string().check(
  z.regex(/^[A-Za-z][A-Za-z0-9-]*$/, HEADER_WANTED),
  z.refine((name) => !TAKEN.has(name.toLowerCase()), HEADER_WANTED),
)

/** The proxies in front that are trusted. */
export const TrustedProxies = z.optional(
  z.pipe(z.string(), z.transform(readHops)).check(z.refine((hops) => hops !== null, HOPS_WANTED)),
)

/** The settings of a proxy that identifies users, for the schema of all settings. None has an effect without one. */
export const ProxyEnvironment = z.object({
  OPENPORTS_PROXY_USER_HEADER: z.optional(HeaderName),
  OPENPORTS_PROXY_GROUPS_HEADER: z.optional(HeaderName),
  OPENPORTS_PROXY_SIGN_OUT_URL: z.optional(z.string().check(z.regex(/^\/(?![/\\])[!-~]*$/, SIGN_OUT_WANTED))),
})

type ProxyRead = SharedRead & { OPENPORTS_TRUSTED_PROXIES?: Hops | null | undefined } & z.infer<
    typeof ProxyEnvironment
  >

/**
 * Combines the settings of sign-in at a proxy; null where it is not enabled.
 *
 * @throws {ConfigError} naming every missing setting, one that has no effect, or one that cannot be used.
 */
export function proxyOf(read: ProxyRead, isWanted: boolean): ProxySettings | null {
  if (!isWanted) {
    refuseUnused(['proxy'], Object.keys(ProxyEnvironment.shape), read)
    return null
  }
  const {
    OPENPORTS_TRUSTED_PROXIES: hops,
    OPENPORTS_PUBLIC_URL: publicUrl,
    OPENPORTS_GROUPS: groupsFile,
    OPENPORTS_PROXY_USER_HEADER: user = 'X-Forwarded-User',
    OPENPORTS_PROXY_GROUPS_HEADER: groups = 'X-Forwarded-Groups',
    OPENPORTS_PROXY_SIGN_OUT_URL: signOutPath = null,
  } = read
  if (!hops || !publicUrl || !groupsFile) {
    throw lacking('proxy', {
      OPENPORTS_TRUSTED_PROXIES: hops,
      OPENPORTS_PUBLIC_URL: publicUrl,
      OPENPORTS_GROUPS: groupsFile,
    })
  }
  if (user.toLowerCase() === groups.toLowerCase())
    throw new ConfigError(
      'OPENPORTS_PROXY_USER_HEADER and OPENPORTS_PROXY_GROUPS_HEADER are the same: name two headers',
    )
  return { headers: { user, groups }, groups: readGroups(groupsFile), signOutPath }
}
