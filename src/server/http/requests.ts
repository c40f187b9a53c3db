import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'

import type { Identity } from '#server/common/identity.ts'

import { clientAddress } from './client-address.ts'
import type { AppEnv } from './responses.ts'

/**
 * A request that was answered, as log and metrics tell of it: by its route, never by its path or query, which say what
 * somebody looked at. `ms` is until the last byte left, `bytes` what went out with the answer, headers included, and
 * `isWhole` false when the client went away before. `who` is the subject who asked, null when nobody had to say; `bytes` and `address` are
 * null where there is no connection.
 */
export type Answered = {
  requestId: string
  method: string
  route: string
  status: number
  ms: number
  bytes: number | null
  who: string | null
  address: string | null
  isWhole: boolean
}

/** Tells of each request once its answer has left, or its client. */
export const observed = (tell: (answered: Answered) => void) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const begin = performance.now()
    const connection = connectionOf(c)
    const socket = connection?.incoming.socket
    const before = socket?.bytesWritten ?? 0
    await next()
    const who: Identity | undefined = c.var.who // where it takes none, nobody looks
    const answered = (): void =>
      tell({
        requestId: c.var.requestId,
        method: c.req.method,
        route: routeOf(c),
        status: c.res.status,
        ms: performance.now() - begin,
        bytes: socket ? socket.bytesWritten - before : null,
        who: who?.subject ?? null,
        address: clientAddress(c) || null,
        isWhole: connection?.outgoing.writableFinished ?? true,
      })
    if (connection && !connection.outgoing.closed) connection.outgoing.once('close', answered)
    else answered()
  })

/** What Node has of a request; an app that is called as a function has none. */
export function connectionOf({ env }: Context<AppEnv>): HttpBindings | null {
  const bindings: Partial<HttpBindings> | undefined = env
  return bindings?.incoming && bindings.outgoing
    ? { incoming: bindings.incoming, outgoing: bindings.outgoing }
    : null
}

/** When the answer has left, or its client. */
export function whenTaken(c: Context<AppEnv>): Promise<unknown> {
  const outgoing = connectionOf(c)?.outgoing
  return outgoing && !outgoing.closed
    ? new Promise((resolve) => outgoing.once('close', resolve))
    : Promise.resolve()
}

/** The pattern of the route that a request came to. Files that are named after their content are one route. */
function routeOf(c: Context<AppEnv>): string {
  const pattern = routePath(c, -1)
  if (pattern.startsWith('/assets/')) return '/assets/*'
  return pattern.endsWith('*') ? 'none' : pattern
}
