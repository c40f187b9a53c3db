import { randomUUID } from 'node:crypto'

import { createMiddleware } from 'hono/factory'

import { IMPORTS_PATH } from '#contract/imports.ts'

import type { AppEnv } from './env.ts'
import type { AllowedHosts } from './headers/allowed-hosts.ts'
import type { ResponseHeaders } from './headers/response-headers.ts'
import { refuse } from './responses.ts'

/**
 * Numbers each request, and puts the headers of its kind on the response, whatever that is. A response counts as data
 * unless a route says otherwise, so that a forgotten one gets the strictest headers.
 */
export const withResponseHeaders = (headers: ResponseHeaders) =>
  createMiddleware<AppEnv>(async (c, next) => {
    c.set('requestId', randomUUID())
    c.set('kind', 'api')
    await next()
    c.header('X-Request-Id', c.var.requestId)
    for (const [name, value] of Object.entries(headers[c.var.kind])) c.header(name, value)
  })

/** Refuses requests to a host name that is not the server's (DNS rebinding). */
export const requireAllowedHost = (hosts: AllowedHosts) =>
  createMiddleware<AppEnv>(async (c, next) => {
    if (hosts.allows(c.req.header('Host') ?? null)) return next()
    const advice = 'Unknown host name. Add it to OPENPORTS_ALLOWED_HOSTS.'
    return refuse(c, 421, 'noSuchRoute', advice)
  })

/** Refuses requests with a body, but for the one route that reads it. The connection ends, as what follows on it may be the rest of the body. */
export const refuseBodies = createMiddleware<AppEnv>(async (c, next) => {
  const length = c.req.header('Content-Length') ?? '0'
  if (c.req.method === 'POST' && c.req.path === IMPORTS_PATH) return next()
  if (length === '0' && c.req.header('Transfer-Encoding') === undefined) return next()
  return refuse(c, 400, 'malformed', 'Request bodies are not accepted.', { Connection: 'close' })
})
