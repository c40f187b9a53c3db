import { Gauge } from 'prom-client'
import type { Registry } from 'prom-client'

import type { Collector } from '#server/hss/collector.ts'
import type { AdmissionControl } from '#server/http/limits/admission.ts'
import type { Store } from '#server/store/types.ts'

import { changeCounter, labelsOf, SCOPE_LABELS } from './change-counter.ts'

/** Scopes that have a figure of their own; those beyond are counted. A tenant may have hundreds of enterprise projects. */
const SCOPES_MAX = 500

type GaugeParts = {
  store: Pick<Store, 'changes' | 'figures'>
  collector: Pick<Collector, 'status'>
  admission: AdmissionControl
  now?: () => number
}

/** Metrics that are looked up at each scrape. A store that does not answer leaves out what it alone knows. */
export function addGauges(registry: Registry, { store, collector, admission, now = Date.now }: GaugeParts) {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Gauge({ name: `openports_${name}`, help, labelNames, registers: [registry] })

  const inFlight = gauge('http_requests_in_flight', 'Requests for data that are under way', [])
  const lag = gauge('event_loop_lag_seconds', 'Lateness of the event loop, by which requests are shed', [])
  const up = gauge('store_up', 'Whether the store answers', [])
  const bytes = gauge('store_size_bytes', 'What the data takes', [])
  const sessions = gauge('sessions', 'Sessions that are kept, those that fell silent among them', [])
  const scopeLabels = [...SCOPE_LABELS]
  const ports = gauge('ports', 'Open ports: rows of a port with a type', scopeLabels)
  const dangerous = gauge('ports_dangerous', 'Open ports that are dangerous', scopeLabels)
  const instances = gauge('open_port_instances', 'Sum of servers over open ports', scopeLabels)
  const servers = gauge('servers', 'Servers that the source names', scopeLabels)
  const affected = gauge('servers_affected', 'Servers with a dangerous port', scopeLabels)
  const age = gauge('snapshot_age_seconds', 'Since the last row of the snapshot was read', scopeLabels)
  const complete = gauge('snapshot_complete', 'How much of what the source claims there is', scopeLabels)
  const omitted = gauge('snapshots_omitted', 'Snapshots without figures of their own', [])
  const quotaLeft = gauge('hss_quota_left', 'Calls of statistics that may start now', ['project'])
  const quotaAllowed = gauge('hss_quota_allowed', 'Calls of statistics that may start in a minute', [
    'project',
  ])
  const failing = gauge('hss_failing', 'Whether something keeps the project from being read', ['project'])

  const countChanges = changeCounter(registry, store)

  async function lookAtStore(): Promise<void> {
    const figures = await store.figures()
    bytes.set(figures.bytes)
    sessions.set(figures.sessions)
    const watched = figures.scopes.slice(0, SCOPES_MAX)
    for (const { scope, summary, affected: withDanger } of watched) {
      const labels = labelsOf(scope)
      ports.set(labels, summary.rows)
      dangerous.set(labels, summary.dangerous)
      instances.set(labels, summary.openPortInstances)
      if (summary.servers !== null) servers.set(labels, summary.servers)
      if (withDanger !== null) affected.set(labels, withDanger)
      age.set(labels, Math.max(0, now() - Date.parse(summary.snapshot.readTo)) / 1000)
      complete.set(labels, summary.snapshot.complete)
    }
    omitted.set(figures.scopes.length - watched.length)
    await countChanges(watched)
    for (const { name, quota, failure } of await collector.status()) {
      quotaLeft.set({ project: name }, quota.left)
      quotaAllowed.set({ project: name }, quota.allowed)
      failing.set({ project: name }, failure === null ? 0 : 1)
    }
  }

  const looked = [
    bytes,
    sessions,
    ports,
    dangerous,
    instances,
    servers,
    affected,
    age,
    complete,
    omitted,
    quotaLeft,
    quotaAllowed,
    failing,
  ]

  /** Everything that was counted and can be seen now, in the text format of Prometheus. */
  return async (): Promise<string> => {
    inFlight.set(admission.inFlight())
    lag.set(admission.lag() / 1000)
    for (const figure of looked) figure.reset() // a scope or a project that is gone has no age
    const isUp = await lookAtStore().then(
      () => true,
      () => false,
    )
    up.set(isUp ? 1 : 0)
    return registry.metrics()
  }
}
