import type { Log } from '#server/common/log.ts'
import { createHssClient } from '#server/hss/client.ts'
import { startCollector } from '#server/hss/collector.ts'
import { createLockout } from '#server/hss/lockout.ts'
import { machineTiming } from '#server/hss/timing.ts'
import { createTransport } from '#server/hss/transport.ts'
import type { AppParts } from '#server/http/app.ts'
import { measuredClient } from '#server/observe/measured.ts'
import type { Metrics } from '#server/observe/metrics.ts'
import type { Store } from '#server/store/types.ts'

import type { Config } from './config.ts'

/** Reads the projects of HSS from now on. Projects that share a credential share what became of it. */
export function collect(
  { hss, egress }: Config,
  {
    owner,
    store,
    port,
    report,
    metrics,
    log,
  }: {
    owner: string
    store: Store
    port: number
    report: AppParts['report']
    metrics: Metrics
    log: Log
  },
) {
  const transport = createTransport({ ownPort: () => port, egress })
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
    swept: (sweep) => {
      metrics.swept(sweep)
      log.info(sweep, 'sweep ended')
    },
    report: (error) => report('reading of HSS', error),
  })
}
