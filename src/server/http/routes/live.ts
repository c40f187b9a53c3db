import type { Context, Hono } from 'hono'

import { FAILURE_HEADER } from '#contract/headers.ts'
import { NO_PARAMETERS, readQuery } from '#contract/query-string.ts'
import { ASK_PATH, encodeAskAnswer, readAsk, RETRY_PATH, STATUS_PATH } from '#contract/status.ts'
import type { StatusAnswer } from '#contract/status.ts'
import { mayChange, mayChangeAll, maySee } from '#server/common/identity.ts'
import type { Collector } from '#server/hss/collector.ts'
import type { LookUp } from '#server/hss/lookups.ts'
import type { Audit } from '#server/http/auth/audit.ts'
import { csrfProtection } from '#server/http/auth/csrf.ts'
import type { AppEnv } from '#server/http/env.ts'
import { json, parametersOf, refuse, refuseProject, refuseRole } from '#server/http/responses.ts'

import { refuseUnread } from './unread.ts'

/** The state of the sync with HSS, and what a person may ask of it. */
export function addLive(
  app: Hono<AppEnv>,
  collector: Pick<Collector, 'status' | 'lookUps' | 'isWaitingForIds' | 'wake'>,
  audit: Audit,
): void {
  app.get(STATUS_PATH, async (c) => {
    readQuery(NO_PARAMETERS, parametersOf(c))
    const projects = (await collector.status()).filter(({ id }) =>
      id === null ? mayChangeAll(c.var.who) : maySee(c.var.who, id),
    )
    const answer: StatusAnswer = { now: new Date().toISOString(), projects }
    return json(c, answer)
  })

  app.post(ASK_PATH, csrfProtection, async (c) => {
    const { scope, port } = readAsk(parametersOf(c))
    if (!maySee(c.var.who, scope.project)) return refuseProject(c)
    if (!mayChange(c.var.who, scope.project)) return refuseRole(c)
    const lookUps = collector.lookUps(scope.project)
    if (!lookUps && collector.isWaitingForIds()) return refuseUnread(c)
    if (!lookUps) return refuse(c, 404, 'notFound', 'HSS project not found.')
    const looked = await lookUps.port(scope, port, c.req.raw.signal)
    if (looked.kind !== 'answer') return refuseLookUp(c, looked)
    await audit(c, { action: 'hssAsked', who: c.var.who, project: scope.project, detail: String(port) })
    return json(c, encodeAskAnswer(looked.answer))
  })

  app.post(RETRY_PATH, csrfProtection, async (c) => {
    readQuery(NO_PARAMETERS, parametersOf(c))
    if (!c.var.who.grants.some(({ role }) => role === 'operator')) return refuseRole(c)
    collector.wake()
    await audit(c, { action: 'hssRetried', who: c.var.who })
    return c.body(null, 204)
  })
}

/** Answers for a look-up without an answer: when to ask again, or why HSS refused, in our own words. */
export function refuseLookUp(
  c: Context<AppEnv>,
  looked: Exclude<LookUp<unknown>, { kind: 'answer' }>,
): Response {
  if (looked.kind === 'exhausted') {
    const seconds = Math.max(1, Math.ceil((looked.freeAt - Date.now()) / 1000))
    const message = `The quota of HSS is used up: ask again in ${seconds} s.`
    return refuse(c, 429, 'throttled', message, { 'Retry-After': String(seconds) })
  }
  const { kind, advice } = looked.error
  const headers = { [FAILURE_HEADER]: kind }
  if (kind === 'absent')
    return refuse(c, 404, 'noSuchRoute', 'HSS does not offer this API in this region.', headers)
  return refuse(c, 502, 'internal', `The call to HSS failed. ${advice}`, headers)
}
