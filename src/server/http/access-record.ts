import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'

import type { Identity } from '#server/common/identity.ts'

import { connectionOf } from './connection.ts'
import type { AppEnv } from './env.ts'

/**
 * One request, for the access log and the metrics. It has the route, never the path or the query: they tell what a user
 * looked at. `ms` is from the request to the last byte, `bytes` what was sent, headers included, and `isWhole` is false when
 * the client left before the end. `who` is the subject, null where no identity was needed; `bytes` and `address` are null
 * without a connection.
 */
export type AccessRecord = {
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

/** Records each request once its response was sent, or the client left. */
export const accessRecords = (record: (request: AccessRecord) => void) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const begin = performance.now()
    const connection = connectionOf(c)
    const socket = connection?.incoming.socket
    const before = socket?.bytesWritten ?? 0
    await next()
    const who: Identity | undefined = c.var.who // not set where a route needs none
    const done = (): void =>
      record({
        requestId: c.var.requestId,
        method: c.req.method,
        route: routeOf(c),
        status: c.res.status,
        ms: performance.now() - begin,
        bytes: socket ? socket.bytesWritten - before : null,
        who: who?.subject ?? null,
        address: c.var.address || null,
        isWhole: connection?.outgoing.writableFinished ?? true,
      })
    if (connection && !connection.outgoing.closed) connection.outgoing.once('close', done)
    else done()
  })

/** The pattern of the route. The files of the page are one route. */
function routeOf(c: Context<AppEnv>): string {
  const pattern = routePath(c, -1)
  if (pattern.startsWith('/assets/')) return '/assets/*'
  return pattern.endsWith('*') ? 'none' : pattern
}
