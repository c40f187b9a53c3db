import type { Listener } from './fleet.ts'

const HOUR = 3_600_000 // ms
const DAY = 24 * HOUR

/** How long before now the fleet was looked at, in milliseconds, oldest first. A moment is an index of it; the one after is now. */
export const PAST: readonly number[] = [30 * DAY, 24 * DAY, 20 * DAY, 7 * DAY, 3 * DAY, DAY, HOUR]
export const NOW = PAST.length

/** The first moment at which something is seen. */
const SEEN = { incident: 1, found: 2, weekAgo: 3, threeDaysAgo: 4, dayAgo: 5, hourAgo: 6, now: NOW } as const
type Seen = (typeof SEEN)[keyof typeof SEEN]

/** Sockets that have been there since a moment, on the servers or containers whose names match; no ports: all of theirs. */
type Opened = { seen: Seen; on: RegExp; ports: readonly number[] }

/** TCP sockets that are there no longer: from moment `from` on until `until`. Only of servers that run no containers. */
type Closed = { from: number; until: Seen; on: RegExp; listeners: readonly Listener[] }

/** A port whose status was `unknown` before a moment. */
type Judged = { seen: Seen; port: number }

const opened = (seen: Seen, on: RegExp, ...ports: number[]): Opened => ({ seen, on, ports })

const closed = (from: number, until: Seen, on: RegExp, path: string, ...ports: number[]): Closed => ({
  from,
  until,
  on,
  listeners: ports.map((port) => ({
    port,
    type: 'TCP',
    listeningAddress: '0.0.0.0',
    pid: 0,
    path,
    containerId: '',
    containerName: '',
  })),
})

/**
 * What happened to the fleet, such that at each moment each of its scopes differs from the one before: so a snapshot of
 * any scope query is read at the one time that it is of.
 */
export const OPENED: readonly Opened[] = [
  // A new image of Linux servers has node_exporter, and one of web servers an exporter of nginx.
  opened(SEEN.weekAgo, /^(shop|dp|intra|dev)-/, 9100, 9113),
  opened(SEEN.weekAgo, /^ci-/, 9252),
  opened(SEEN.weekAgo, /^pay-app-/, 8505),
  opened(SEEN.weekAgo, /^dp-pg-0[678]$/, 5432),

  // Servers and containers that were put to use while the Docker API was open, and since it was closed.
  opened(SEEN.incident, /^(shop-web-64|pay-app-48|dp-worker-120|intra-28)$/),
  opened(SEEN.incident, /^(buildkit-1|storefront-1|ledger-5|trino-e|wiki-c)/),
  opened(SEEN.found, /^(shop-web-63|pay-app-47|dp-worker-119|intra-27)$/),
  opened(SEEN.found, /^(runner-3|storefront-2|ledger-3|trino-0|database-4)/),

  // RDP spreads over the jump hosts, the Docker API over the build servers, Ollama over those with graphics processors.
  opened(SEEN.weekAgo, /^CORP-JUMP-03$/, 3389),
  opened(SEEN.dayAgo, /^CORP-JUMP-04$/, 3389),
  opened(SEEN.hourAgo, /^CORP-JUMP-05$/, 3389),
  opened(SEEN.now, /^CORP-JUMP-06$/, 3389),
  opened(SEEN.threeDaysAgo, /^ci-build-01$/, 2375),
  opened(SEEN.dayAgo, /^ci-build-02$/, 2375),
  opened(SEEN.now, /^ci-build-03$/, 2375),
  opened(SEEN.threeDaysAgo, /^dp-gpu-01$/, 11_434),
  opened(SEEN.dayAgo, /^dp-gpu-0[38]$/, 11_434),
  opened(SEEN.now, /^dp-gpu-1[46]$/, 11_434),

  opened(SEEN.threeDaysAgo, /^shop-app-0[67]/, 1099),
  opened(SEEN.dayAgo, /^shop-app-/, 8110),
  // Redis on every address of two more servers, since yesterday.
  opened(SEEN.hourAgo, /^dp-redis-0[34]$/, 6379),
  opened(SEEN.hourAgo, /^backup-03$/, 873),
  opened(SEEN.hourAgo, /^shop-cache-(08|1\d)$/, 11_211),
  opened(SEEN.hourAgo, /^pay-app-[34]/, 8507),
  opened(SEEN.now, /^dev-27$/, 5900),
  opened(SEEN.now, /^shop-app-1/, 8125),
  opened(SEEN.now, /^pay-batch-1/, 8601),

  // Containers: images with metrics, and more of them.
  opened(SEEN.weekAgo, /^dns-/, 9153),
  opened(SEEN.threeDaysAgo, /^mesh-/, 15_020, 15_090),
  opened(SEEN.dayAgo, /^ingress-/, 10_254),
  opened(SEEN.weekAgo, /^wiki-3/),
  opened(SEEN.threeDaysAgo, /^(buildkit-[56]|trino-c|database-[79])/),
  opened(SEEN.dayAgo, /^(flink-[23]|wiki-a)/),
  opened(SEEN.hourAgo, /^(registry-cache-[68]|recommender-e|ledger-d|database-[cd])/),
  opened(SEEN.now, /^(runner-d|storefront-[49]|ledger-b|flink-1|wiki-d)/),
]

export const CLOSED: readonly Closed[] = [
  // The Docker API was open to every client on all three build servers, was found and closed; then it came back, one by one.
  closed(SEEN.incident, SEEN.found, /^ci-build-0[123]$/, '/usr/bin/dockerd', 2375),
  // Last week Telnet was closed on the newer switches. Then rexec and rsh on the old server, and a forgotten MongoDB.
  closed(0, SEEN.threeDaysAgo, /^sw-(0\d|1[0-7])$/, '', 23),
  closed(0, SEEN.dayAgo, /^ftp-legacy-/, '/usr/sbin/inetd', 512, 514),
  closed(SEEN.threeDaysAgo, SEEN.dayAgo, /^pay-batch-09$/, '/usr/bin/mongod', 27_017),
]

export const JUDGED: readonly Judged[] = [{ seen: SEEN.threeDaysAgo, port: 8265 }] // the dashboard of Ray
