import type { Server } from 'node:http'

import { createHssClient } from '#server/sources/hss/client.ts'
import { startCollector } from '#server/sources/hss/collector.ts'
import { createLockout } from '#server/sources/hss/lockout.ts'
import { machineTiming } from '#server/sources/hss/timing.ts'
import { createTransport } from '#server/sources/hss/transport.ts'
import { loadDemoFleet } from '#server/sources/inventory/demo.ts'
import { importFiles, importLocal } from '#server/sources/inventory/import.ts'
import { claimDataDir, openStore } from '#server/store/open.ts'
import type { Store } from '#server/store/types.ts'

import { createAccess, makeToken, sessionCookie } from './access/access.ts'
import { createApp } from './app.ts'
import type { Page } from './assets.ts'
import { readCertificate } from './certificate.ts'
import type { Command } from './cli.ts'
import { readConfig, storeLocation } from './config.ts'
import type { Config } from './config.ts'
import { describeData, hasInventory } from './data.ts'
import type { AnswerHeaders } from './headers.ts'
import { overTls } from './headers.ts'
import { createKnownHosts } from './hosts.ts'
import { appHandler, listen } from './listen.ts'
import type { Handler } from './listen.ts'
import { Secret } from './secret.ts'

/** What a server is started with. `around` may answer requests itself before the app sees them. */
export type Start = {
  command: Command
  env: Readonly<Record<string, string | undefined>>
  page: Page
  headers: AnswerHeaders
  around?: (app: Handler, server: Server) => Handler
  /** Takes lines for whoever started the server, and what went wrong inside for its log. */
  say: (line: string) => void
  report: (requestId: string, error: Error) => void
}

/** A server that answers. `stop` ends it cleanly: requests in flight are answered, then the store is closed. */
export type Started = { url: string; stop: () => Promise<void> }

/**
 * Brings a server up: settings, store, data, HTTP. What was opened is closed again when a later step fails.
 *
 * @throws {ConfigError | StoreError | ImportError | ListenError} each with one line for whoever started it.
 */
export async function start({ command, env, page, around, say, report, ...parts }: Start): Promise<Started> {
  const config = readConfig({ ...env, ...command.overrides })
  const { tls } = config.access
  const certificate = tls === null ? undefined : readCertificate(tls)
  const headers = isSecure(config) ? overTls(parts.headers) : parts.headers
  const place = storeLocation(config)
  const closing: (() => Promise<void> | void)[] = []
  const close = async (): Promise<void> => {
    for (const step of closing.toReversed()) await step()
  }
  // The address is taken before the data is loaded, so that one in use is told at once. Who asks meanwhile, waits.
  const data = Promise.withResolvers<'loaded' | 'failed'>()
  try {
    if ('dataDir' in place) closing.push(claimDataDir(place.dataDir, { address: urlOf(config) }).release)
    const store = await openStore(place)
    closing.push(store.close)
    const token = config.token ?? new Secret(makeToken())
    const listening = await listen({ ...config, certificate }, headers.api, (port, server) => {
      const collector = collect(config, { store, port, report })
      closing.push(collector.stop)
      const app = createApp({
        store,
        collector,
        page,
        headers,
        report,
        access: createAccess({
          ways: config.access.ways,
          token,
          cookie: sessionCookie({ isSecure: isSecure(config), port }),
          sessions: store.sessions,
          report: (error) => report('session', error),
        }),
        hosts: createKnownHosts({ host: config.host, port }, allowedHosts(config)),
      })
      const appAnswers = appHandler(app.fetch, headers.api)
      const answers = around ? around(appAnswers, server) : appAnswers
      return (incoming, outgoing) =>
        void data.promise.then((data) =>
          data === 'loaded' ? answers(incoming, outgoing) : incoming.destroy(),
        )
    })
    closing.push(listening.stop)
    await loadData(store, command, config)
    data.resolve('loaded')

    const url = urlOf({ ...config, port: listening.port })
    say(`Openports is at ${config.access.publicUrl ?? url}`)
    for (const line of await describeData(store)) say(`Data: ${line}`)
    say(
      config.token === null
        ? `API token: ${token.reveal()} (made for this run; OPENPORTS_TOKEN sets one that stays)`
        : 'API token: the one in OPENPORTS_TOKEN',
    )
    return { url, stop: close }
  } catch (error) {
    data.resolve('failed')
    await close()
    throw error
  }
}

/** Reads the projects of HSS from now on. Projects that share a credential share what became of it. */
function collect(
  { hss }: Config,
  { store, port, report }: { store: Store; port: number; report: Start['report'] },
) {
  const transport = createTransport({ ownPort: () => port })
  const lockout = createLockout()
  return startCollector({
    projects: hss,
    clientOf: (settings) => createHssClient(settings, { transport, clock: Date.now, lockout }),
    store,
    timing: machineTiming,
    random: Math.random,
    report: (error) => report('reading of HSS', error),
  })
}

/** Imports what was asked for; to those who have nothing of their own, the demo fleet is shown. */
async function loadData(store: Store, { imports }: Command, { hss }: Config): Promise<void> {
  if (imports) {
    if (imports.files.length > 0) await importFiles(store, imports.files, imports.options)
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
