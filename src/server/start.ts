import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

import { createHssClient } from '#server/sources/hss/client.ts'
import { startCollector } from '#server/sources/hss/collector.ts'
import { createLockout } from '#server/sources/hss/lockout.ts'
import { machineTiming } from '#server/sources/hss/timing.ts'
import { createTransport } from '#server/sources/hss/transport.ts'
import { loadDemoFleet } from '#server/sources/inventory/demo.ts'
import { importFiles, importLocal } from '#server/sources/inventory/import.ts'
import type { ImportWatch } from '#server/sources/inventory/read-files.ts'
import { claimDataDir, isOpenToOthers, keepCopy, openStore } from '#server/store/open.ts'
import type { Store } from '#server/store/types.ts'

import { createAccess, makeToken, sessionCookie } from './access/access.ts'
import { createAttempts } from './access/attempts.ts'
import { createOidc } from './access/oidc/oidc.ts'
import { NO_HOPS } from './access/proxy/hops.ts'
import { withSpareSessions } from './access/spare-sessions.ts'
import { createApp } from './app.ts'
import type { AppParts } from './app.ts'
import { framedPage } from './assets.ts'
import type { Page } from './assets.ts'
import { readCertificate } from './certificate.ts'
import type { Command } from './cli.ts'
import { isLoopback, storeLocation } from './config.ts'
import type { Config } from './config.ts'
import { describeData, hasInventory } from './data.ts'
import type { AnswerHeaders } from './headers.ts'
import { framedBy, overTls } from './headers.ts'
import { createKnownHosts } from './hosts.ts'
import { appHandler, listen } from './listen.ts'
import type { Handler } from './listen.ts'
import { stackOf } from './log.ts'
import type { Log } from './log.ts'
import { addGauges } from './observe/gauges.ts'
import { createLoad } from './observe/load.ts'
import { measuredClient, measuredStore } from './observe/measured.ts'
import { createMetrics } from './observe/metrics.ts'
import type { Metrics } from './observe/metrics.ts'
import { refusalLog, requestLog } from './observe/request-log.ts'
import type { Refusing } from './refusals.ts'
import { Secret } from './secret.ts'

/**
 * What a server is started with. `imports` are taken into the inventory first, under `watch`. `around` may answer
 * requests itself before the app sees them.
 */
export type Start = {
  imports: Command['imports']
  watch: ImportWatch
  config: Config
  page: Page
  headers: AnswerHeaders
  around?: (app: Handler, server: Server) => Handler
  /** Takes lines for whoever started the server; the log is for whoever looks after it. */
  say: (line: string) => void
  log: Log
}

/**
 * A server that answers. `stop` ends it cleanly: it is no longer ready, takes requests for as many milliseconds as it is
 * told, so that a balancer has looked, answers those in flight, and closes the store. `renewCertificate` reads the files of
 * the certificate again, for connections from then on.
 */
export type Started = {
  url: string
  /** @throws {ConfigError} when they cannot be used, and the server goes on with what it has. */
  renewCertificate: () => void
  stop: (wait: number) => Promise<void>
}

/**
 * Brings a server up: store, data, HTTP. What was opened is closed again when a later step fails.
 *
 * @throws {ConfigError | StoreError | ImportError | ListenError} each with one line for whoever started it; `ImportErrors`
 * has one for each file, and `ImportInterrupted` comes when `watch` says so.
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
  const writeRequest = requestLog(log, config.logRequests)
  let isStopping = false
  const { tls, hops, proxy } = config.access
  const certificate = tls === null ? undefined : readCertificate(tls)
  const { frameAncestors: ancestors, publicUrl } = config.access
  const headers = framedBy(isSecure(config) ? overTls(parts.headers) : parts.headers, ancestors)
  const writeRefusal = refusalLog(log, config.logRequests)
  const refusing: Refusing = {
    headers: headers.api,
    tell: (refused) => {
      metrics.refused(refused.status)
      writeRefusal(refused)
    },
  }
  const place = storeLocation(config)
  const closing: (() => Promise<void> | void)[] = []
  const close = async (): Promise<void> => {
    for (const step of closing.toReversed()) await step()
  }
  // The address is taken before the data is loaded, so that one in use is told at once. Who asks meanwhile, waits.
  const data = Promise.withResolvers<'loaded' | 'failed'>()
  try {
    if ('dataDir' in place) closing.push(claimDataDir(place.dataDir, { address: urlOf(config) }).release)
    const store = measuredStore(await openStore(place), metrics, (sweep) => {
      metrics.swept(sweep)
      log.info(sweep, 'sweep ended')
    })
    closing.push(store.close)
    if ('dataDir' in place)
      closing.push(keepCopy(place.dataDir, (error) => report('copy of the database', error)))
    const load = createLoad()
    const token = config.token ?? (config.access.ways.length === 0 ? new Secret(makeToken()) : null)
    const at = { ...config, certificate, proxies: hops ?? NO_HOPS }
    const listening = await listen(at, refusing, (port, server) => {
      // A data directory is this process's alone: who left a lease in it is gone.
      const owner = 'dataDir' in place ? 'data directory' : randomUUID()
      const collector = collect(config, { owner, store, port, report, metrics })
      closing.push(collector.stop)
      const app = createApp({
        store,
        collector,
        frame: { ancestors, origin: publicUrl },
        page: framedPage(page, ancestors),
        headers,
        report,
        operations: {
          load,
          answered: (request) => {
            metrics.answered(request)
            writeRequest(request)
          },
          shed: metrics.shed,
          metrics: {
            read: addGauges(metrics.registry, { store, collector, load }),
            token: config.metricsToken,
          },
          isStopping: () => isStopping,
          readsHss: config.hss.length > 0,
        },
        access: createAccess({
          ways: config.access.ways,
          token,
          cookie: sessionCookie({ isSecure: isSecure(config), port }),
          sessions: withSpareSessions(store.sessions, reportSession),
          tokens: store.tokens,
          proxy,
          report: reportSession,
        }),
        attempts: createAttempts(),
        oidc: config.access.oidc && createOidc(config.access.oidc, store),
        hosts: createKnownHosts({ host: config.host, port }, allowedHosts(config)),
        proxies: {
          hops: hops ?? NO_HOPS,
          areOnlyWayIn: hops !== null && tls === null && !isLoopback(config.host),
          headers: proxy && proxy.headers,
        },
      })
      const appAnswers = appHandler(app.fetch, refusing)
      const answers = around ? around(appAnswers, server) : appAnswers
      return (incoming, outgoing) => {
        // Whoever keeps the connection would send on it just when it is ended, and not know whether that was taken.
        if (isStopping) outgoing.shouldKeepAlive = false
        void data.promise.then((data) =>
          data === 'loaded' ? answers(incoming, outgoing) : incoming.destroy(),
        )
      }
    })
    closing.push(listening.stop)
    await loadData(store, { imports, watch, config })
    closing.push(load.watch())
    data.resolve('loaded')

    const url = urlOf({ ...config, port: listening.port })
    say(`Openports is at ${config.access.publicUrl ?? url}`)
    for (const line of await describeData(store)) say(`Data: ${line}`)
    if ('dataDir' in place && isOpenToOthers(place.dataDir))
      say(
        `Warning: other users of this machine may look into ${place.dataDir}; for yourself alone: chmod 700 ${place.dataDir}`,
      )
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
 * With what programs ask, in words. A token that is made for one run is for whoever sits in front of it: where people
 * sign in, it would only stand in a log.
 */
async function describeTokens(store: Store, { token: set }: Config, token: Secret | null): Promise<string> {
  if (set !== null) return 'the one in OPENPORTS_TOKEN'
  if (token !== null) return `${token.reveal()} (made for this run; OPENPORTS_TOKEN sets one that stays)`
  const { length } = await store.tokens.list()
  return length === 0
    ? 'none yet; add one with: npm run token -- add NAME'
    : `${length} by name; list them with: npm run token -- list`
}

/** Reads the projects of HSS from now on. Projects that share a credential share what became of it. */
function collect(
  { hss }: Config,
  {
    owner,
    store,
    port,
    report,
    metrics,
  }: { owner: string; store: Store; port: number; report: AppParts['report']; metrics: Metrics },
) {
  const transport = createTransport({ ownPort: () => port })
  const lockout = createLockout({ documents: { read: store.document, change: store.changeDocument } })
  return startCollector({
    owner,
    projects: hss,
    clientOf: (settings) =>
      measuredClient(createHssClient(settings, { transport, clock: Date.now, lockout }), (call) =>
        metrics.called({ project: settings.name, ...call }),
      ),
    store,
    timing: machineTiming,
    random: Math.random,
    report: (error) => report('reading of HSS', error),
  })
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

/** The names that were allowed, and the one that browsers are told to use. */
const allowedHosts = ({ allowedHosts, access: { publicUrl } }: Config): readonly string[] =>
  publicUrl === null ? allowedHosts : [...allowedHosts, new URL(publicUrl).host]

const urlOf = ({ host, port, access: { tls } }: Config): string =>
  `${tls === null ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${port}`
