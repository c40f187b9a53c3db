import { ALL_ENTERPRISE_PROJECTS } from '#contract/scope.ts'
import { Secret } from '#server/common/secret.ts'
import type { HssError } from '#server/hss/errors.ts'
import type { HssSettings } from '#server/hss/settings.ts'
import type { Timing } from '#server/hss/timing.ts'
import type { HssClient, WindowRequest } from '#server/hss/types.ts'

import { createMovingSet } from './moving-set.ts'
import type { SetOptions } from './moving-set.ts'

export const PROJECT = 'simulated'

export const settings: HssSettings = {
  name: 'Simulated',
  region: 'cn-north-4',
  endpoints: { hss: 'https://hss.example', iam: 'https://iam.example', eps: 'https://eps.example' },
  projectId: PROJECT,
  credentials: { kind: 'user', name: 'reader', password: new Secret('a password'), domain: 'domain' },
  callsPerMinute: 5,
  enterpriseProjects: ['0'],
  lagHint: null,
}

/** HSS in simulated time, without a network: hosts of one enterprise project that move, and no containers. */
export function createSimulatedHss(timing: Timing, options: SetOptions) {
  const hosts = createMovingSet(options)
  const calls: { request: WindowRequest; at: number }[] = []
  const faults: Error[] = []
  let isDown: HssError | null = null
  let faultOf: (request: WindowRequest, call: number) => Error | null = () => null
  let namesFault: Error | null = null
  let rejection: HssError | null = null
  let renewals = 0

  const client: HssClient = {
    projectId: () => Promise.resolve(PROJECT),
    statistics: async (request, signal) => {
      calls.push({ request, at: timing.monotonic() })
      await timing.sleep(200, signal)
      const fault = isDown ?? faults.shift() ?? faultOf(request, calls.length)
      if (fault) throw fault
      if (request.category === 'container') return { total: 0, rows: [], refused: [], requestId: null }
      const window = hosts.read(request)
      const rows = window.rows.filter((row) => request.port === undefined || row.port === request.port)
      return { ...window, rows, requestId: `call-${calls.length}` }
    },
    portHosts: async ({ port, offset, limit }, signal) => {
      await timing.sleep(200, signal)
      const all = Array.from({ length: 250 }, (_, i) => ({
        hostId: `host-${i}`,
        hostName: `ecs-${i}`,
        hostIp: `10.0.0.${i}`,
        listeningAddress: '0.0.0.0',
        port,
        type: i % 2 ? 'TCP' : 'TCP6',
        status: 'unknown',
        pid: 0,
        path: '',
        containerId: '',
        containerName: '',
        enterpriseProject: '0',
      }))
      const hosts = all.slice(offset, offset + limit)
      return { total: all.length, hosts, listed: hosts.length, requestId: null }
    },
    enterpriseProjects: () => {
      const fault = namesFault ?? isDown
      return fault ? Promise.reject(fault) : Promise.resolve([{ id: '0', name: 'default' }])
    },
    rejection: () => Promise.resolve(rejection),
    renewCredential: () => {
      renewals += 1
    },
  }
  return {
    client,
    hosts,
    calls,
    renewals: () => renewals,
    /** The next calls fail. */
    fail: (...errors: Error[]): void => void faults.push(...errors),
    /** Calls fail as this says of each, by its number from 1 on. */
    failAs: (of: typeof faultOf): void => {
      faultOf = of
    },
    /** EPS fails from now on. */
    failNames: (error: HssError): void => {
      namesFault = error
    },
    /** The credential counts as rejected from now on. */
    rejects: (error: HssError): void => {
      rejection = error
    },
    down: (error: HssError | null): void => {
      isDown = error
    },
  }
}

export const everything = {
  project: PROJECT,
  category: 'host',
  enterpriseProject: ALL_ENTERPRISE_PROJECTS,
} as const
