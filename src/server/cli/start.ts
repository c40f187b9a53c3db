import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

import { startAlerts } from '#server/alerts/alerts.ts'
import { allowedTargets } from '#server/alerts/allowed-targets.ts'
import { describeEgress } from '#server/common/egress.ts'
import { stackOf } from '#server/common/log.ts'
import type { Log } from '#server/common/log.ts'
import { Secret } from '#server/common/secret.ts'
import { createApp } from '#server/http/app.ts'
import { createAccess, makeToken, sessionCookie } from '#server/http/auth/access.ts'
import { createOidc } from '#server/http/auth/oidc/oidc.ts'
import { NO_HOPS } from '#server/http/auth/proxy/hops.ts'
import { withSessionFallback } from '#server/http/auth/session-fallback.ts'
import { readCertificate } from '#server/http/certificate.ts'
import { createAllowedHosts } from '#server/http/headers/allowed-hosts.ts'
import type { ResponseHeaders } from '#server/http/headers/response-headers.ts'
import { withFrameAncestors, withHsts } from '#server/http/headers/response-headers.ts'
import { createAdmissionControl } from '#server/http/limits/admission.ts'
import { createAttemptLimiter } from '#server/http/limits/attempt-limiter.ts'
import type { Rejections } from '#server/http/limits/malformed-request.ts'
import { appHandler, listen } from '#server/http/listen.ts'
import type { Handler } from '#server/http/listen.ts'
import { withAncestorsNamed } from '#server/http/static-files.ts'
import type { Page } from '#server/http/static-files.ts'
import { prepareUploadFolder } from '#server/http/uploads/upload-folder.ts'
import { loadDemoFleet } from '#server/inventory/demo.ts'
import { importFiles, importLocal } from '#server/inventory/import.ts'
import type { ImportWatch } from '#server/inventory/read-files.ts'
import { accessLog, rejectionLog } from '#server/observe/access-log.ts'
import { addGauges } from '#server/observe/gauges.ts'
import { measuredStore } from '#server/observe/measured.ts'
import { createMetrics } from '#server/observe/metrics.ts'
import { claimDataDir, isOpenToOthers, keepCopy, openStore } from '#server/store/open.ts'
import type { Store } from '#server/store/types.ts'

import { collect } from './collect.ts'
import type { ServeCommand } from './command-line.ts'
import { isLoopback, storeLocation } from './config.ts'
import type { Config } from './config.ts'
import { describeData, hasInventory, hasRows } from './data.ts'

/**
 * What a server is started with. `imports` are taken into the inventory first, under `watch`. `around` may answer
 * requests itself before the app sees them.
 */
export type Start = {
  imports: ServeCommand['imports']
  watch: ImportWatch
  config: Config
  page: Page
  headers: ResponseHeaders
  around?: (app: Handler, server: Server) => Handler
  /** Takes the lines for the terminal; the log is separate. */
  say: (line: string) => void
  log: Log
}

/**
 * A server that runs. `stop` ends it cleanly: it is no longer ready, takes requests for that many milliseconds more, so that a
 * load balancer sees it, answers those in flight, and closes the store. `renewCertificate` reads the certificate's files again,
 * for new connections.
 */
export type Started = {
  url: string
  /** @throws {ConfigError} when they cannot be used, and the server goes on with what it has. */
  renewCertificate: () => void
  stop: (wait: number) => Promise<void>
}

/**
 * Starts a server: store, data, HTTP. What was opened is closed again when a later step fails.
 *
 * @throws {OperatorError} when it cannot start; `ImportInterrupted` when `watch` says so.
 */
export async function start({
  imports,
  watch,
  config,
  page,
  around,
  say,
  log,
  ...parts
}: Start): Promise<Started> {
  const metrics = createMetrics()
  const report = (requestId: string, error: Error): void => {
    metrics.fault()
    log.error({ requestId, error: stackOf(error) }, 'fault')
  }
  const reportSession = (error: Error): void => report('session', error)
  let isStopping = false
  const { tls, hops, proxy } = config.access
  const certificate = tls === null ? undefined : readCertificate(tls)
  const { frameAncestors: ancestors, publicUrl } = config.access
  const headers = withFrameAncestors(isSecure(config) ? withHsts(parts.headers) : parts.headers, ancestors)
  const logRequest = accessLog(log, config.logRequests)
  const logRejection = rejectionLog(log, config.logRequests)
  const rejections: Rejections = {
    headers: headers.api,
    report: (rejected) => {
      metrics.rejected(rejected.status)
      logRejection(rejected)
    },
  }
  const place = storeLocation(config)
  const closing: (() => Promise<void> | void)[] = []
  const close = async (): Promise<void> => {
    for (const step of closing.toReversed()) await step()
  }
  // The address is taken before the data is loaded, so that one in use is told at once. Requests wait meanwhile.
  const data = Promise.withResolvers<'loaded' | 'failed'>()
  try {
    if ('dataDir' in place) closing.push(claimDataDir(place.dataDir, { address: urlOf(config) }).release)
    const store = measuredStore(await openStore(place), metrics)
    closing.push(store.close)
    if ('dataDir' in place)
      closing.push(keepCopy(place.dataDir, (error) => report('copy of the database', error)))
    const uploadFolder = prepareUploadFolder(place)
    closing.push(() => rm(uploadFolder, { recursive: true, force: true }))
    const admission = createAdmissionControl()
    const token = config.token ?? (config.access.signInMethods.length === 0 ? new Secret(makeToken()) : null)
    const at = { ...config, certificate, proxies: hops ?? NO_HOPS }
    const listening = await listen(at, rejections, (port, server) => {
      // A data directory is this process's alone: the process that left a lease in it is gone.
      const owner = 'dataDir' in place ? 'data directory' : randomUUID()
      const collector = collect(config, { owner, store, port, report, metrics, log })
      closing.push(collector.stop)
      const alerts = startAlerts({
        store,
        targets: allowedTargets(config.webhookHosts),
        egress: config.egress,
        origin: () => publicUrl ?? urlOf({ ...config, port }),
        changeLog: config.logChanges ? log : null,
        attempted: metrics.delivered,
        report: (error) => report('alerts', error),
      })
      closing.push(alerts.stop)
      const app = createApp({
        store,
        uploads: { ...config.uploads, folder: uploadFolder },
        collector,
        alerts,
        frame: { ancestors, origin: publicUrl },
        page: withAncestorsNamed(page, ancestors),
        headers,
        report,
        operations: {
          admission,
          recordAccess: (record) => {
            metrics.recordAccess(record)
            logRequest(record)
          },
          shed: metrics.shed,
          metrics: {
            read: addGauges(metrics.registry, { store, collector, admission }),
            token: config.metricsToken,
          },
          isStopping: () => isStopping,
          readsHss: config.hss.length > 0,
        },
        access: createAccess({
          signInMethods: config.access.signInMethods,
          token,
          cookie: sessionCookie({ isSecure: isSecure(config), port }),
          sessions: withSessionFallback(store.sessions, reportSession),
          tokens: store.tokens,
          proxy,
          report: reportSession,
        }),
        limiter: createAttemptLimiter(),
        oidc: config.access.oidc && createOidc(config.access.oidc, { store, egress: config.egress }),
        hosts: createAllowedHosts({ host: config.host, port }, allowedHosts(config)),
        proxies: {
          hops: hops ?? NO_HOPS,
          isExclusive: hops !== null && tls === null && !isLoopback(config.host),
          headers: proxy && proxy.headers,
        },
      })
      const appAnswers = appHandler(app.fetch, rejections)
      const answers = around ? around(appAnswers, server) : appAnswers
      return (incoming, outgoing) => {
        // A client with a kept connection could send on it just when it closes, and not know whether the request was taken.
        if (isStopping) outgoing.shouldKeepAlive = false
        void data.promise.then((data) =>
          data === 'loaded' ? answers(incoming, outgoing) : incoming.destroy(),
        )
      }
    })
    closing.push(listening.stop)
    // A demo fleet that is stored is only found to hold still, which takes as long as the disk does: no request waits for that.
    if (imports === null && hasRows(await store.projects())) data.resolve('loaded')
    await loadData(store, { imports, watch, config })
    closing.push(admission.watch())
    data.resolve('loaded')

    const url = urlOf({ ...config, port: listening.port })
    say(`Openports is at ${config.access.publicUrl ?? url}`)
    for (const line of await describeData(store)) say(`Data: ${line}`)
    if ('dataDir' in place && isOpenToOthers(place.dataDir))
      say(
        `Warning: other users of this machine can read ${place.dataDir}. To restrict access: chmod 700 ${place.dataDir}`,
      )
    const route = describeEgress(config.egress)
    if (route !== null && asksOthers(config)) say(`Proxy: ${route}`)
    say(`API token: ${await describeTokens(store, config, token)}`)
    log.info({ url, process: process.pid, node: process.versions.node }, 'started')
    const renewCertificate = (): void => {
      if (tls !== null) listening.renew(readCertificate(tls))
    }
    const stop = async (wait: number): Promise<void> => {
      isStopping = true
      log.info({ wait }, 'stopping')
      await sleep(wait)
      await close()
      log.info('stopped')
    }
    return { url, renewCertificate, stop }
  } catch (error) {
    data.resolve('failed')
    await close()
    throw error
  }
}

/**
 * Describes the API tokens. A token made for one run is printed for the person at the terminal: where people sign in, it
 * would only end up in a log.
 */
async function describeTokens(store: Store, { token: set }: Config, token: Secret | null): Promise<string> {
  if (set !== null) return 'as set in OPENPORTS_TOKEN'
  if (token !== null) return `${token.reveal()} (valid for this run; set OPENPORTS_TOKEN to keep one)`
  const { length } = await store.tokens.list()
  return length === 0
    ? 'none yet. To create one: npm run token -- add NAME'
    : `${length} ${length === 1 ? 'token' : 'tokens'}. To list them: npm run token -- list`
}

/** Imports what was asked for; to those who have nothing of their own, the demo fleet is shown. */
async function loadData(
  store: Store,
  { imports, watch, config: { hss } }: Pick<Start, 'imports' | 'watch' | 'config'>,
): Promise<void> {
  if (imports) {
    if (imports.files.length > 0) await importFiles(store, imports.files, imports.options, watch)
    if (imports.local) await importLocal(store, imports.options)
    return
  }
  if (hss.length > 0 || hasInventory(await store.projects())) return
  const now = new Date().toISOString()
  await loadDemoFleet(store, { readFrom: now, readTo: now })
}

/** Whether browsers reach the server by TLS: its own, or that of a proxy in front. */
const isSecure = ({ access: { tls, publicUrl } }: Config): boolean =>
  tls !== null || publicUrl?.startsWith('https:') === true

/** Whether anything is asked of other machines. */
const asksOthers = ({ hss, webhookHosts, access: { oidc } }: Config): boolean =>
  hss.length > 0 || oidc !== null || webhookHosts.length > 0

/** The names that were allowed, and the one that browsers are told to use. */
const allowedHosts = ({ allowedHosts, access: { publicUrl } }: Config): readonly string[] =>
  publicUrl === null ? allowedHosts : [...allowedHosts, new URL(publicUrl).host]

const urlOf = ({ host, port, access: { tls } }: Config): string =>
  `${tls === null ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${port}`
