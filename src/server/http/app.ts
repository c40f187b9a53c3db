import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { methodNotAllowed } from 'hono/method-not-allowed'

import { InvalidParameter } from '#contract/errors.ts'
import { BUILD_HEADER } from '#contract/headers.ts'
import type { Secret } from '#server/common/secret.ts'
import type { Collector } from '#server/hss/collector.ts'
import type { Store } from '#server/store/types.ts'

import type { Page } from './assets.ts'
import { auditTo } from './audit.ts'
import type { Access } from './auth/access.ts'
import { TooManyAttempts } from './auth/attempts.ts'
import type { Attempts } from './auth/attempts.ts'
import type { Oidc } from './auth/oidc/oidc.ts'
import { createTickets } from './auth/tickets.ts'
import type { AnswerHeaders } from './headers.ts'
import type { KnownHosts } from './hosts.ts'
import { judgeBy } from './judge.ts'
import { onlyWithRoom } from './load.ts'
import type { Load, Overload } from './load.ts'
import { asksForPage, notice } from './notice.ts'
import { throughProxies } from './proxies.ts'
import type { Proxies } from './proxies.ts'
import { observed } from './requests.ts'
import type { Answered } from './requests.ts'
import { onlyAdmitted, onlyOwnProject, onlyPlainRequests, refuse, withHeaders } from './responses.ts'
import type { AppEnv } from './responses.ts'
import { addAudit } from './routes/audit.ts'
import { addEmbedSessions, addEmbedTickets } from './routes/embed.ts'
import type { AudienceOf } from './routes/embed.ts'
import { addHealth } from './routes/health.ts'
import { addLive } from './routes/live.ts'
import { addMetrics } from './routes/metrics.ts'
import { addOidc } from './routes/oidc.ts'
import { addPage } from './routes/page.ts'
import { addPortHosts } from './routes/port-hosts.ts'
import { addProjects } from './routes/projects.ts'
import { addSession } from './routes/session.ts'
import { addSnapshots } from './routes/snapshots.ts'
import { addStatistics } from './routes/statistics.ts'
import { addViews } from './routes/views.ts'

/** What the app stands on. `report` takes what went wrong inside, of which a client is told only the request's id. */
export type AppParts = {
  store: Pick<
    Store,
    | 'statistics'
    | 'mark'
    | 'extent'
    | 'moments'
    | 'portHosts'
    | 'projects'
    | 'hasProject'
    | 'projectKind'
    | 'views'
    | 'audit'
    | 'tickets'
  >
  collector: Pick<Collector, 'lookedAt' | 'status' | 'lookUps' | 'isWaitingForIds' | 'wake'>
  access: Access
  /** How fast wrong tokens and sign-ins may be tried. */
  attempts: Attempts
  /** Null where nobody signs in with OpenID Connect. */
  oidc: Oidc | null
  /** Who may frame the page, and the origin at which browsers reach it; null is the name that they ask for. */
  frame: { ancestors: readonly string[]; origin: string | null }
  page: Page
  hosts: KnownHosts
  proxies: Proxies
  headers: AnswerHeaders
  report: (requestId: string, error: Error) => void
  operations: Operations
}

/** What whoever looks after the server sees of it, and what keeps it from drowning. */
export type Operations = {
  load: Load
  answered: (request: Answered) => void
  shed: (overload: Overload) => void
  /** Everything that was counted, in the text format of Prometheus, and the token that opens it, if there is one. */
  metrics: { read: () => Promise<string>; token: Secret | null }
  /** Whether the server was told to stop, and takes its last requests. */
  isStopping: () => boolean
  /** Whether there is a project of HSS to read. */
  readsHss: boolean
}

/** The server as a function of requests: the endpoint, its siblings, health, and the built page. */
export function createApp({
  store,
  collector,
  access,
  attempts,
  oidc,
  frame,
  page,
  hosts,
  proxies,
  headers,
  report,
  operations,
}: AppParts): Hono<AppEnv> {
  const tickets = createTickets({ tickets: store.tickets, access, ancestors: frame.ancestors })
  const audienceOf: AudienceOf = (c) => frame.origin ?? c.req.header('Host') ?? ''

  // Paths are matched as they are spelled, so that no second spelling (%6civez) leads to a route.
  const app = new Hono<AppEnv>({ getPath: (request) => new URL(request.url).pathname })

  const audit = auditTo(store.audit, report)
  const judge = judgeBy(attempts, audit)

  app.use(observed(operations.answered))
  app.use(withHeaders({ ...headers, api: { ...headers.api, [BUILD_HEADER]: page.build } }))
  app.use(compress({ encoding: 'gzip' })) // streamed in another thread; the page's files come packed
  app.use(throughProxies(proxies))
  app.use(onlyPlainRequests(hosts))
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        const allow = methods.join(', ')
        return refuse(c, 405, 'methodNotAllowed', `Only ${allow} here.`, { Allow: allow })
      },
    }),
  )

  addHealth(app, store, operations)
  addMetrics(app, { ...operations.metrics, judge, onlyAdmitted: onlyAdmitted(access, judge) })
  addPage(app, page, access, hosts, frame.ancestors)
  addSession(app, access, judge, audit)
  addOidc(app, oidc, { access, attempts, audit, report })
  addEmbedSessions(app, tickets, audienceOf, audit)

  // Data lives under these two, and only who may ask gets any further, or takes any room.
  const admitted = [onlyAdmitted(access, judge), onlyWithRoom(operations.load, operations.shed)] as const
  app.use('/v5/*', ...admitted)
  app.use('/v5/:project/*', onlyOwnProject)
  app.use('/api/*', ...admitted)
  addStatistics(app, store, collector, operations)
  addPortHosts(app, store, collector)
  addSnapshots(app, store)
  addProjects(app, store)
  addLive(app, collector, audit)
  addViews(app, store, audit)
  addAudit(app, store)
  addEmbedTickets(app, tickets, audienceOf)

  app.notFound((c) =>
    asksForPage(c)
      ? notice(c, 404, 'noSuchPage', '/')
      : refuse(c, 404, 'noSuchRoute', 'There is nothing at this path.'),
  )
  app.onError((error, c) => {
    if (error instanceof InvalidParameter)
      return refuse(c, 400, 'invalidParameter', `Invalid parameter ${error.message}`)
    if (error instanceof TooManyAttempts) {
      const seconds = String(Math.ceil(error.wait / 1000))
      const advice = `Too many wrong tokens came from this address: try again in ${seconds} s.`
      return refuse(c, 429, 'throttled', advice, { 'Retry-After': seconds })
    }
    report(c.var.requestId, error)
    return refuse(
      c,
      500,
      'internal',
      'Something went wrong in the server. Its log has more under this request id.',
    )
  })
  return app
}
