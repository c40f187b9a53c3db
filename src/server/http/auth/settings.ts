import { SIGN_IN_METHODS } from '#contract/session.ts'
import type { SignInMethod } from '#contract/session.ts'
import { z } from '#contract/zod.ts'
import { ConfigError } from '#server/common/config-error.ts'

import { ANCESTORS_WANTED, readAncestors } from './ancestors.ts'
import { isPrivate, OidcEnvironment, oidcOf } from './oidc/settings.ts'
import type { OidcSettings } from './oidc/settings.ts'
import type { Hops } from './proxy/hops.ts'
import { ProxyEnvironment, proxyOf, TrustedProxies } from './proxy/settings.ts'
import type { ProxySettings } from './proxy/settings.ts'
import { refuseUnused } from './sign-in-settings.ts'

/**
 * How people reach the server and sign in. `signInMethods` is empty where sign-in is not required: on this machine alone. `publicUrl` is
 * the URL that browsers ask for, without a slash at the end: an origin, or a path of one where the server is mounted there; null where
 * that is the address that the server listens on. `tls` names the files of
 * the server's certificate, with its chain, and of its key. `oidc` is null where users do not sign in that way. `hops` are the
 * proxies in front that are trusted, null where there is none, and `proxy` is what they may say, null where they do not say
 * who asks. `frameAncestors` are the origins that may frame the page.
 */
export type AccessSettings = {
  signInMethods: readonly SignInMethod[]
  publicUrl: string | null
  tls: { certFile: string; keyFile: string } | null
  oidc: OidcSettings | null
  hops: Hops | null
  proxy: ProxySettings | null
  frameAncestors: readonly string[]
}

const METHODS_WANTED = `use one or more of ${SIGN_IN_METHODS.join(', ')}, separated by commas`
const URL_WANTED =
  'use the URL at which browsers open the page: https://ports.example.com, or https://console.example.com/openports'

/** The settings of sign-in, for the schema of all settings. */
export const AccessEnvironment = z.object({
  OPENPORTS_SIGN_IN: z._default(
    z.pipe(
      z.pipe(
        z.string(),
        z.transform((list) => [...new Set(list.split(',').map((method) => method.trim()))]),
      ),
      z.array(z.enum(SIGN_IN_METHODS, METHODS_WANTED)),
    ),
    [],
  ),
  OPENPORTS_PUBLIC_URL: z.optional(
    z.pipe(
      z.string().check(z.refine((url) => URL.canParse(url) && isPublic(new URL(url)), URL_WANTED)),
      z.transform((url) => new URL(url).href.replace(/\/$/, '')),
    ),
  ),
  OPENPORTS_TLS_CERT: z.optional(z.string()),
  OPENPORTS_TLS_KEY: z.optional(z.string()),
  OPENPORTS_GROUPS: z.optional(z.string()),
  ...OidcEnvironment.shape,
  OPENPORTS_TRUSTED_PROXIES: TrustedProxies,
  ...ProxyEnvironment.shape,
  OPENPORTS_FRAME_ANCESTORS: z._default(
    z.pipe(
      z.string().check(z.refine((list) => readAncestors(list) !== null, ANCESTORS_WANTED)),
      z.transform((list) => readAncestors(list) ?? []),
    ),
    [],
  ),
})

/** An origin, or a path of it. A path is the same in a cookie, a header and an address: it has nothing to escape. */
const isPublic = ({ protocol, pathname, search, hash, username, password }: URL): boolean =>
  (protocol === 'https:' || protocol === 'http:') &&
  `${search}${hash}${username}${password}` === '' &&
  /^(?:\/[\w.~-]+)*\/?$/.test(pathname)

/**
 * Combines the settings of sign-in.
 *
 * @param isLocal whether the server listens on a loopback address.
 * @throws {ConfigError} where others could intercept or skip the sign-in, or where a setting has no effect.
 */
export function accessOf(
  settings: z.infer<typeof AccessEnvironment> & { HOST: string },
  isLocal: boolean,
): AccessSettings {
  const {
    HOST: host,
    OPENPORTS_SIGN_IN: signInMethods,
    OPENPORTS_PUBLIC_URL: publicUrl = null,
    OPENPORTS_TLS_CERT: certFile,
    OPENPORTS_TLS_KEY: keyFile,
    OPENPORTS_TRUSTED_PROXIES: hops = null,
    OPENPORTS_FRAME_ANCESTORS: frameAncestors,
  } = settings
  if ((certFile === undefined) !== (keyFile === undefined))
    throw new ConfigError('OPENPORTS_TLS_CERT and OPENPORTS_TLS_KEY go together: set both, or neither')
  const tls = certFile !== undefined && keyFile !== undefined ? { certFile, keyFile } : null

  if (!isLocal && signInMethods.length === 0)
    throw new ConfigError(
      `HOST ${JSON.stringify(host)} cannot be used: other machines can reach it, and sign-in is not configured. Set OPENPORTS_SIGN_IN ` +
        `(docs/sign-in.md), or use an SSH tunnel: ssh -L 4040:127.0.0.1:4040 THIS-MACHINE`,
    )
  if (hops !== null && signInMethods.length === 0)
    throw new ConfigError(
      'OPENPORTS_TRUSTED_PROXIES cannot be used alone: anyone who reaches the proxy would have access. Set OPENPORTS_SIGN_IN ' +
        '(docs/sign-in.md)',
    )
  if (hops !== null && (publicUrl === null || !isPrivate(publicUrl)))
    throw new ConfigError(
      `OPENPORTS_TRUSTED_PROXIES also needs OPENPORTS_PUBLIC_URL: the URL that browsers ask the proxy for, by https, or by ` +
        'http on a loopback address',
    )
  if (!isLocal && tls === null && hops === null)
    throw new ConfigError(
      `HOST ${JSON.stringify(host)} cannot be used: the traffic would not be encrypted. Set OPENPORTS_TLS_CERT and ` +
        `OPENPORTS_TLS_KEY, or put a proxy that speaks TLS in front, and name it in OPENPORTS_TRUSTED_PROXIES`,
    )
  const oidc = oidcOf(settings, signInMethods.includes('oidc'))
  const proxy = proxyOf(settings, signInMethods.includes('proxy'))
  if (oidc === null && proxy === null) refuseUnused(['oidc', 'proxy'], ['OPENPORTS_GROUPS'], settings)
  return { signInMethods, publicUrl, tls, oidc, hops, proxy, frameAncestors }
}
