import type { HttpBindings } from '@hono/node-server'

import type { Identity } from '#server/common/identity.ts'

import type { ProxyIdentity } from './auth/proxy/proxy-identity.ts'
import type { ResponseKind } from './headers/response-headers.ts'

/**
 * What middleware and routes know of a request. `kind` decides the headers of the response. `address` is the client's: of
 * the socket, or what a trusted proxy says of it; empty without a socket. `proxyIdentity` is who a trusted proxy says is
 * asking. `who` is set where a route needs an identity, and nowhere else.
 */
export type AppEnv = {
  Bindings: Partial<HttpBindings>
  Variables: {
    requestId: string
    kind: ResponseKind
    address: string
    proxyIdentity: ProxyIdentity | null
    who: Identity
  }
}
