import type { FleetReport, FleetScope, Listener } from './fleet.ts'
import { randomOf } from './random.ts'

/** How long before the fleet is read it was as {@link yesterday} tells, in milliseconds. */
export const DAY = 24 * 3_600_000

/**
 * A scope of the fleet a day before. It had a server less, so that each scope has changed. Since then somebody opened the
 * Docker API of three build servers, a screen by VNC and language models on five workstations; some Redis and old switches
 * are new; a legacy server has lost rexec and rsh.
 */
export const yesterday = (scope: FleetScope): FleetScope => ({
  ...scope,
  reports: scope.reports.slice(1).map((report) => ({ ...report, listeners: listenersOf(report) })),
})

const NEW = new Set([2375, 5900, 11_434])

function listenersOf({ name, listeners }: FleetReport): Listener[] {
  const { chance } = randomOf(`yesterday ${name}`)
  const isNewRedis = chance(0.4)
  const lateTelnet = chance(0.1)
  return listeners.flatMap((listener) => {
    const { port } = listener
    if (NEW.has(port) || (port === 6379 && isNewRedis) || (port === 23 && lateTelnet)) return []
    if (port === 513) return [listener, { ...listener, port: 512 }, { ...listener, port: 514 }]
    return [listener]
  })
}
