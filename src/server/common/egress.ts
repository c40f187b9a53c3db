import { ConfigError } from './config-error.ts'
import { hidePassword } from './secret.ts'

/**
 * How requests leave for other machines: through the proxies that the usual variables of the environment name, or
 * directly. '' is no proxy: undici's EnvHttpProxyAgent, which takes these, would look for undefined ones in the environment.
 */
export type Egress = { httpProxy: string; httpsProxy: string; noProxy: string }

export const DIRECT: Egress = { httpProxy: '', httpsProxy: '', noProxy: '' }

const WANTED =
  'use http://HOST:PORT or https://HOST:PORT, with USER:PASSWORD@ before the host where it wants them'

/**
 * Reads `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`; a lower-case name goes before its upper-case one. Without `HTTPS_PROXY`,
 * requests by TLS take `HTTP_PROXY`. `NO_PROXY` lists hosts with their subdomains, each with a port or without; `*` is all.
 *
 * @throws {ConfigError} for a proxy that cannot be used, without its value: a password may be in it.
 */
export function readEgress(env: Readonly<Record<string, string | undefined>>): Egress {
  const valueOf = (name: string): string => env[name.toLowerCase()] || env[name] || ''
  const proxyOf = (name: string): string => {
    const url = valueOf(name)
    if (url !== '' && !isProxy(url)) throw new ConfigError(`${name} cannot be used: ${WANTED}`)
    if (url !== '') hidePassword(url)
    return url
  }
  const httpProxy = proxyOf('HTTP_PROXY')
  const httpsProxy = proxyOf('HTTPS_PROXY') || httpProxy
  return { httpProxy, httpsProxy, noProxy: valueOf('NO_PROXY') }
}

function isProxy(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, pathname, search, hash } = new URL(url)
  return /^https?:$/.test(protocol) && `${pathname}${search}${hash}` === '/'
}

/** What the server cannot check of requests through a proxy, for the operator; null without a proxy. Has no credentials of it. */
export function describeEgress({ httpsProxy }: Egress): string | null {
  if (httpsProxy === '') return null
  return (
    `HSS, IAM, EPS, the sign-in provider and webhooks are reached through ${new URL(httpsProxy).host}, except hosts in NO_PROXY. The proxy ` +
    'resolves their names: the server verifies their certificates, but cannot check that their addresses are public'
  )
}
