import { createMiddleware } from 'hono/factory'

import { isSameSite } from '#server/http/auth/csrf.ts'
import { connectionOf } from '#server/http/connection.ts'
import type { AppEnv } from '#server/http/env.ts'
import { refuse } from '#server/http/responses.ts'
import { HEALTH_PATHS } from '#server/http/routes/health.ts'

import { clientOf } from './hops.ts'
import type { Hops } from './hops.ts'
import { readProxyIdentity } from './proxy-identity.ts'
import type { IdentityHeaders } from './proxy-identity.ts'

/**
 * The proxies in front. `isExclusive` where all others are told no more than whether the server is healthy, as others on
 * the way could read along; `headers` is null where the proxies do not say who asks.
 */
export type Proxies = { hops: Hops; isExclusive: boolean; headers: IdentityHeaders | null }

/**
 * Sets the client's address, and who a trusted proxy says is asking. Of a request that came another way neither header is
 * looked at, in whatever spelling.
 */
export const trustedProxies = ({ hops, isExclusive, headers }: Proxies) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const incoming = connectionOf(c)?.incoming
    const peer = incoming?.socket.remoteAddress ?? ''
    const isTrusted = hops.has(peer)
    c.set('address', incoming ? clientOf(incoming, hops) : '')
    c.set('proxyIdentity', null)
    if (isExclusive && !isTrusted && !HEALTH_PATHS.has(c.req.path))
      return refuse(c, 403, 'forbidden', 'This server accepts requests only from OPENPORTS_TRUSTED_PROXIES.')
    if (isTrusted && headers !== null) {
      const identity = readProxyIdentity(incoming?.rawHeaders ?? [], headers)
      if (identity === 'malformed')
        return refuse(
          c,
          400,
          'malformed',
          `The proxy must send ${headers.user} and ${headers.groups} once each.`,
        )
      if (isSameSite(c)) c.set('proxyIdentity', identity)
    }
    return next()
  })
