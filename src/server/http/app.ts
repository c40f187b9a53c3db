import { Hono } from 'hono'
import { methodNotAllowed } from 'hono/method-not-allowed'

import { InvalidParameter } from '#contract/errors.ts'
import { BUILD_HEADER } from '#contract/headers.ts'
import type { Alerts } from '#server/alerts/alerts.ts'
import type { Collector } from '#server/hss/collector.ts'
import type { Store } from '#server/store/types.ts'

import { accessRecords } from './access-record.ts'
import type { Access } from './auth/access.ts'
import { auditTo } from './auth/audit.ts'
import { requireIdentity, requireProject } from './auth/authenticate.ts'
import { createCredentialCheck } from './auth/check-credential.ts'
import type { Oidc } from './auth/oidc/oidc.ts'
import { trustedProxies } from './auth/proxy/trusted-proxies.ts'
import type { Proxies } from './auth/proxy/trusted-proxies.ts'
import { createTickets } from './auth/tickets.ts'
import type { AppEnv } from './env.ts'
import { createFirstAnswers } from './first-answers.ts'
import type { AllowedHosts } from './headers/allowed-hosts.ts'
import type { ResponseHeaders } from './headers/response-headers.ts'
import { requireRoom } from './limits/admission.ts'
import { TooManyAttempts } from './limits/attempt-limiter.ts'
import type { AttemptLimiter } from './limits/attempt-limiter.ts'
import { createReadQueue } from './limits/read-queue.ts'
import { refuseBodies, requireAllowedHost, withResponseHeaders } from './middleware.ts'
import { asksForPage, notice } from './notices/notice.ts'
import type { Operations } from './operations.ts'
import { refuse } from './responses.ts'
import { addAlertRules } from './routes/alert-rules.ts'
import type { RulesStore } from './routes/alert-rules.ts'
import { addAudit } from './routes/audit.ts'
import { addChanges } from './routes/changes.ts'
import { addCourse } from './routes/course.ts'
import { addEmbedSessions, addEmbedTickets } from './routes/embed.ts'
import type { AudienceOf } from './routes/embed.ts'
import { addHealth } from './routes/health.ts'
import { addImports } from './routes/imports.ts'
import type { ImportsStore, Uploads } from './routes/imports.ts'
import { addLive } from './routes/live.ts'
import { addMetrics } from './routes/metrics.ts'
import { addOidc } from './routes/oidc.ts'
import { addOpenApi } from './routes/openapi.ts'
import { addPage } from './routes/page.ts'
import { addPortHistory } from './routes/port-history.ts'
import { addPortHosts } from './routes/port-hosts.ts'
import { addProjects } from './routes/projects.ts'
import { addSession } from './routes/session.ts'
import { addSnapshots } from './routes/snapshots.ts'
import { addStatistics } from './routes/statistics.ts'
import { addViews } from './routes/views.ts'
import { SnapshotRows } from './snapshot-rows.ts'
import type { Page } from './static-files.ts'

/** What the app needs. `report` takes faults, of which a client is told only the request's id. */
export type AppParts = {
  store: Pick<
    Store,
    | 'rowSet'
    | 'extent'
    | 'changes'
    | 'course'
    | 'portHistory'
    | 'moments'
    | 'portHosts'
    | 'knowsServers'
    | 'projects'
    | 'hasProject'
    | 'projectKind'
    | 'views'
    | 'audit'
    | 'tickets'
  > &
    RulesStore &
    ImportsStore
  uploads: Uploads
  collector: Pick<Collector, 'noteViewer' | 'status' | 'lookUps' | 'isWaitingForIds' | 'wake'>
  alerts: Pick<Alerts, 'targets' | 'test'>
  access: Access
  limiter: AttemptLimiter
  /** Null where users do not sign in with OpenID Connect. */
  oidc: Oidc | null
  /** The origins that may frame the page, and the origin at which browsers reach it; null is the name that they request. */
  frame: { ancestors: readonly string[]; origin: string | null }
  page: Page
  hosts: AllowedHosts
  proxies: Proxies
  headers: ResponseHeaders
  report: (requestId: string, error: Error) => void
  operations: Operations
}

/** The server as a function of requests: the endpoint, its siblings, health, and the built page. */
export function createApp({
  store,
  uploads,
  collector,
  alerts,
  access,
  limiter,
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
  const check = createCredentialCheck(limiter, audit)

  app.use(accessRecords(operations.recordAccess))
  app.use(withResponseHeaders({ ...headers, api: { ...headers.api, [BUILD_HEADER]: page.build } }))
  app.use(trustedProxies(proxies))
  app.use(requireAllowedHost(hosts), refuseBodies)
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        const allow = [...new Set(methods)].join(', ') // of a method's middleware and its route
        return refuse(c, 405, 'methodNotAllowed', `Method not allowed. Allowed: ${allow}.`, { Allow: allow })
      },
    }),
  )

  const identified = requireIdentity(access, check)
  addHealth(app, store, operations)
  addMetrics(app, { ...operations.metrics, check, requireIdentity: identified })
  const { build } = page
  const { admission } = operations
  const snapshots = new SnapshotRows(store)
  const firstAnswers = createFirstAnswers({ store, snapshots, access, build, admission, report })
  addPage(app, page, access, hosts, frame.ancestors, firstAnswers)
  addSession(app, access, check, audit)
  addOidc(app, oidc, { access, limiter, audit, report })
  addEmbedSessions(app, tickets, audienceOf, audit)

  // What needs access is under these. A request without takes no room.
  const room = requireRoom(operations.admission, operations.shed)
  app.use('/v5/*', identified, room)
  app.use('/v5/:project/*', requireProject)
  app.use('/api/*', identified, room)
  app.use('/openapi.json', identified, room)
  const queued = createReadQueue(operations)
  addStatistics(app, { store, snapshots }, collector, queued)
  addChanges(app, store, collector, queued)
  addCourse(app, store, collector, queued)
  addPortHistory(app, store, queued)
  addPortHosts(app, store, collector)
  addSnapshots(app, store)
  addProjects(app, store)
  addLive(app, collector, audit)
  addViews(app, store, audit)
  addAlertRules(app, store, alerts, audit)
  addImports(app, store, uploads, audit, report)
  addAudit(app, store)
  addOpenApi(app)
  addEmbedTickets(app, tickets, audienceOf)

  app.notFound((c) =>
    asksForPage(c) ? notice(c, 404, 'noSuchPage', '/') : refuse(c, 404, 'noSuchRoute', 'Path not found.'),
  )
  app.onError((error, c) => {
    if (error instanceof InvalidParameter)
      return refuse(c, 400, 'invalidParameter', `Invalid parameter ${error.message}`)
    if (error instanceof TooManyAttempts) {
      const seconds = String(Math.ceil(error.wait / 1000))
      const advice = `Too many failed attempts from this address: try again in ${seconds} s.`
      return refuse(c, 429, 'throttled', advice, { 'Retry-After': seconds })
    }
    report(c.var.requestId, error)
    return refuse(c, 500, 'internal', 'Server error. See the server log for this request ID.')
  })
  return app
}
