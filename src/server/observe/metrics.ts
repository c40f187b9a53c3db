import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

import type { DeliveryOutcome } from '#server/alerts/alerts.ts'
import type { AccessRecord } from '#server/http/access-record.ts'
import type { ShedReason } from '#server/http/limits/admission.ts'

/** Labels of what came of reading one scope once. */
type Swept = { project: string; category: string; outcome: string; seconds: number }

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/**
 * What is counted while the server runs, for Prometheus. Labels take few values, whatever clients ask for, and none says
 * anything about a port.
 */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name: `openports_${name}`, help, labelNames, registers })
  const timer = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Histogram({ name: `openports_${name}`, help, labelNames, buckets: SECONDS, registers })

  const requests = counter('http_requests_total', 'Requests that were answered', [
    'method',
    'route',
    'status',
  ])
  const durations = timer('http_request_duration_seconds', 'From request to last byte', ['method', 'route'])
  const broken = counter('http_requests_broken_total', 'Requests whose client left before the answer', [
    'route',
  ])
  const shed = counter('http_requests_shed_total', 'Requests refused because of overload', ['reason'])
  const rejected = counter('http_requests_refused_total', 'Requests that are not plain HTTP, by status', [
    'status',
  ])
  const faults = counter('faults_total', 'Faults of the server, each with its stack in the log', [])
  const calls = counter('hss_calls_total', 'Calls to HSS and EPS, by what came of them', [
    'project',
    'api',
    'outcome',
  ])
  const sweeps = counter('sweeps_total', 'Sweeps that ended, by how', ['project', 'category', 'outcome'])
  const sweepSeconds = new Gauge({
    name: 'openports_sweep_duration_seconds',
    help: 'How long the last sweep took',
    labelNames: ['project', 'category'],
    registers,
  })
  const deliveries = counter('alert_deliveries_total', 'Attempts to deliver alerts, by what came of them', [
    'outcome',
  ])
  const writes = timer('store_write_duration_seconds', 'Writes to the store', ['operation'])
  const storeErrors = counter('store_errors_total', 'Refusals of the store, by reason', ['reason'])

  return {
    registry,

    recordAccess: ({ method, route, status, ms, isWhole }: AccessRecord): void => {
      requests.inc({ method, route, status })
      durations.observe({ method, route }, ms / 1000)
      if (!isWhole) broken.inc({ route })
    },
    shed: (reason: ShedReason): void => shed.inc({ reason }),
    rejected: (status: number): void => rejected.inc({ status }),
    fault: (): void => faults.inc(),
    called: (call: { project: string; api: string; outcome: string }): void => calls.inc(call),
    swept: ({ project, category, outcome, seconds }: Swept): void => {
      sweeps.inc({ project, category, outcome })
      sweepSeconds.set({ project, category }, seconds)
    },
    delivered: (outcome: DeliveryOutcome): void => deliveries.inc({ outcome }),
    wrote: (operation: string, seconds: number): void => writes.observe({ operation }, seconds),
    storeFailed: (reason: string): void => storeErrors.inc({ reason }),
  }
}

export type Metrics = ReturnType<typeof createMetrics>
