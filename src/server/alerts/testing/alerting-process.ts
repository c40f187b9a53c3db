import type { Scope } from '#contract/scope.ts'
import { startAlerts } from '#server/alerts/alerts.ts'
import { allowedTargets } from '#server/alerts/allowed-targets.ts'
import { DIRECT } from '#server/common/egress.ts'
import { openStore } from '#server/store/open.ts'
import type { StorePlace } from '#server/store/open.ts'
import { snapshot } from '#server/store/testing/stores.ts'

/**
 * A process of its own that records a reading with one more dangerous port each time, and tells by the rules of the store what
 * changed, until it is killed. Prints a line when it begins, and the port of each reading that it knows to be recorded.
 */
export type Work = { place: StorePlace; scope: Scope; first: number; last: number }

const { place, scope, first, last }: Work = JSON.parse(process.argv[2] ?? '')
const store = await openStore(place)
startAlerts({
  store,
  targets: allowedTargets(['127.0.0.1']),
  egress: DIRECT,
  pageUrl: () => 'https://ports.example.com',
  changeLog: null,
  attempted: () => undefined,
  report: (error) => void process.stderr.write(`${error.stack ?? error.message}\n`),
  every: 1,
})
process.stdout.write('begun\n')
for (let newest = first; newest <= last; newest++) {
  const rows = Array.from({ length: newest }, (_, i) => ({
    port: i + 1,
    type: 'TCP',
    servers: 1,
    status: 'danger',
  }))
  await store.record(scope, snapshot(newest, rows))
  process.stdout.write(`${newest}\n`)
}
