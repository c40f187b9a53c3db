import { createMiddleware } from 'hono/factory'

import { clientOf } from './auth/proxy/hops.ts'
import type { Hops } from './auth/proxy/hops.ts'
import { vouchedBy } from './auth/proxy/proxy-identity.ts'
import type { VouchingHeaders } from './auth/proxy/proxy-identity.ts'
import { connectionOf } from './requests.ts'
import { isOwnSite, refuse } from './responses.ts'
import type { AppEnv } from './responses.ts'
import { HEALTH_PATHS } from './routes/health.ts'

/**
 * The proxies in front. `areOnlyWayIn` where nobody else is told more than that the server is well, since others on the
 * way could read along; `headers` is null where they do not say who asks.
 */
export type Proxies = { hops: Hops; areOnlyWayIn: boolean; headers: VouchingHeaders | null }

/**
 * Notes where a request came from, and who a trusted proxy says is asking. Of a request that came another way no header
 * is looked at, in whatever spelling.
 */
export const throughProxies = ({ hops, areOnlyWayIn, headers }: Proxies) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const incoming = connectionOf(c)?.incoming
    const peer = incoming?.socket.remoteAddress ?? ''
    const isTrusted = hops.has(peer)
    c.set('address', clientOf(peer, isTrusted ? (c.req.header('X-Forwarded-For') ?? '') : '', hops))
    c.set('vouched', null)
    if (areOnlyWayIn && !isTrusted && !HEALTH_PATHS.has(c.req.path))
      return refuse(
        c,
        403,
        'forbidden',
        'This server answers the proxies of OPENPORTS_TRUSTED_PROXIES alone.',
      )
    if (isTrusted && headers !== null) {
      const vouched = vouchedBy(incoming?.rawHeaders ?? [], headers)
      if (vouched === 'malformed')
        return refuse(
          c,
          400,
          'malformed',
          `The proxy must send ${headers.user} and ${headers.groups} once each.`,
        )
      if (isOwnSite(c)) c.set('vouched', vouched)
    }
    return next()
  })
