import { createHash, timingSafeEqual } from 'node:crypto'

import type { Hono, MiddlewareHandler } from 'hono'
import { Registry } from 'prom-client'

import { mayChangeAll } from '#server/common/identity.ts'
import type { Secret } from '#server/common/secret.ts'
import type { CheckCredential } from '#server/http/auth/check-credential.ts'
import type { AppEnv } from '#server/http/env.ts'
import { compressed, refuseRole } from '#server/http/responses.ts'

/**
 * `/metrics`, for Prometheus: for operators of every project, and for the metrics token, which opens nothing else.
 */
export function addMetrics(
  app: Hono<AppEnv>,
  {
    read,
    token,
    check,
    requireIdentity,
  }: {
    read: () => Promise<string>
    token: Secret | null
    check: CheckCredential
    requireIdentity: MiddlewareHandler<AppEnv>
  },
): void {
  const expected = token === null ? null : hash(token.reveal())
  const prove = (word: string) =>
    Promise.resolve(expected && timingSafeEqual(hash(word), expected) ? true : null)
  app.use('/metrics', async (c, next) => {
    const [, bearer] = /^Bearer (.+)$/.exec(c.req.header('Authorization') ?? '') ?? []
    if (expected && bearer !== undefined && (await check(c, 'metrics token', bearer, () => prove(bearer))))
      return next()
    return requireIdentity(c, async () => {
      if (mayChangeAll(c.var.who)) return next()
      c.res = refuseRole(c) // labels name every project
    })
  })
  app.get('/metrics', async (c) =>
    compressed(c, Buffer.from(await read()), { 'Content-Type': Registry.PROMETHEUS_CONTENT_TYPE }),
  )
}

const hash = (word: string): Buffer => createHash('sha256').update(word).digest()
