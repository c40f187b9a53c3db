import { createHash, timingSafeEqual } from 'node:crypto'

import type { Hono, MiddlewareHandler } from 'hono'
import { Registry } from 'prom-client'

import { mayChangeAll } from '#server/common/identity.ts'
import type { Secret } from '#server/common/secret.ts'
import type { Judge } from '#server/http/judge.ts'
import { refuseRole } from '#server/http/responses.ts'
import type { AppEnv } from '#server/http/responses.ts'

/**
 * `/metrics`, for Prometheus: to operators of every project, and to whoever has the token of metrics, which opens nothing
 * else.
 */
export function addMetrics(
  app: Hono<AppEnv>,
  {
    read,
    token,
    judge,
    onlyAdmitted,
  }: {
    read: () => Promise<string>
    token: Secret | null
    judge: Judge
    onlyAdmitted: MiddlewareHandler<AppEnv>
  },
): void {
  const expected = token === null ? null : hash(token.reveal())
  const prove = (word: string) =>
    Promise.resolve(expected && timingSafeEqual(hash(word), expected) ? true : null)
  app.use('/metrics', async (c, next) => {
    const [, bearer] = /^Bearer (.+)$/.exec(c.req.header('Authorization') ?? '') ?? []
    if (expected && bearer !== undefined && (await judge(c, 'metrics token', bearer, () => prove(bearer))))
      return next()
    return onlyAdmitted(c, async () => {
      if (mayChangeAll(c.var.who)) return next()
      c.res = refuseRole(c) // labels name every project
    })
  })
  app.get('/metrics', async (c) =>
    c.text(await read(), 200, { 'Content-Type': Registry.PROMETHEUS_CONTENT_TYPE }),
  )
}

const hash = (word: string): Buffer => createHash('sha256').update(word).digest()
