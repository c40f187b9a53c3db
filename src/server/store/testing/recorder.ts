import type { Scope } from '#contract/scope.ts'
import { openStore } from '#server/store/open.ts'
import type { StorePlace } from '#server/store/open.ts'

/**
 * A process of its own that records one snapshot for each value: `rows` rows that all have the value as their servers,
 * so that a mixture of two snapshots shows. Prints a value when its record is done.
 */
type Work = { place: StorePlace; scope: Scope; values: number[]; rows: number }

const { place, scope, values, rows }: Work = JSON.parse(process.argv[2] ?? '')
const store = await openStore(place)
process.stdout.write('open\n')
for (const value of values) {
  const now = new Date().toISOString()
  await store.record(scope, {
    readFrom: now,
    readTo: now,
    complete: 1,
    rows: Array.from({ length: rows }, (_, port) => ({
      port,
      type: 'TCP',
      servers: value,
      status: 'unknown',
    })),
  })
  process.stdout.write(`${value}\n`)
}
await store.close()
