import { setTimeout as sleep } from 'node:timers/promises'

import { Secret } from '#server/common/secret.ts'
import { createHssClient } from '#server/hss/client.ts'
import { startCollector } from '#server/hss/collector.ts'
import { createLockout } from '#server/hss/lockout.ts'
import type { Endpoints, HssSettings } from '#server/hss/settings.ts'
import type { Timing } from '#server/hss/timing.ts'
import { createTransport } from '#server/hss/transport.ts'
import { openStore } from '#server/store/open.ts'
import type { StorePlace } from '#server/store/open.ts'

/**
 * A process of its own that reads a stand-in for HSS until it is killed. Its time runs a thousand times as fast, from the
 * same zero as that of those before it, so that it need not wait between sweeps. Prints a line when it begins.
 */
export type Work = {
  place: StorePlace
  endpoints: Endpoints
  keys: { accessKey: string; secretKey: string }
  projectId: string
  zero: number
}
const FASTER = 1000

const { place, endpoints, keys, projectId, zero }: Work = JSON.parse(process.argv[2] ?? '')
const timing: Timing = {
  now: () => zero + (Date.now() - zero) * FASTER,
  monotonic: () => performance.now() * FASTER,
  sleep: async (ms, signal) => {
    await sleep(ms / FASTER, undefined, { signal })
  },
}
const settings: HssSettings = {
  name: 'stand-in',
  region: 'stand-in-1',
  endpoints,
  projectId,
  credentials: {
    kind: 'keys',
    accessKey: new Secret(keys.accessKey),
    secretKey: new Secret(keys.secretKey),
    securityToken: null,
  },
  callsPerMinute: 600,
  enterpriseProjects: ['0'],
  lagHint: null,
}

const store = await openStore(place)
process.stdout.write('reading\n')
const collector = startCollector({
  owner: String(process.pid),
  projects: [settings],
  clientOf: (settings) =>
    createHssClient(settings, {
      transport: createTransport({ ownPort: () => null }),
      clock: Date.now,
      lockout: createLockout({ documents: { read: store.document, change: store.changeDocument } }),
    }),
  store,
  timing,
  random: Math.random,
  swept: () => undefined,
  report: (error) => {
    if (error.name === 'SlowWriteError') return // every write is slow to whose time runs that fast
    process.stderr.write(`${error.stack ?? error.message}\n`)
  },
})
for (const category of ['host', 'container'] as const)
  collector.noteViewer({ project: projectId, category, enterpriseProject: '0' })
