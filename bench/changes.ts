import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { CHANGES_LIMITS, windowOf } from '#contract/changes-query.ts'
import type { PortRow } from '#contract/port-row.ts'
import { openStore } from '#server/store/open.ts'

import { laterRows } from './rows.ts'
import { timed } from './stats.ts'

/** Milliseconds of one query for the changes, and of the same by objects that are in memory already. */
type ChangeTimes = { name: string; product: number[]; plain: number[] }

/**
 * Reads the changes between two snapshots, to the JSON of the first window: with one row in a hundred that changed, and with all
 * of them.
 *
 * @throws {Error} when the two ways disagree in how many rows changed.
 */
export async function measureChanges(
  rows: Readonly<Record<string, readonly PortRow[]>>,
): Promise<ChangeTimes[]> {
  const folder = await mkdtemp(join(tmpdir(), 'openports-bench-'))
  const store = await openStore({ dataDir: folder })
  const times: ChangeTimes[] = []
  for (const [size, before] of Object.entries(rows))
    for (const [what, after] of [
      ['1 % changed', laterRows(before)],
      ['all changed', before.map((row) => ({ ...row, servers: row.servers + 1 }))],
    ] as const) {
      const name = `${size} rows, ${what}`
      const scopeQuery = { project: name, category: 'host', enterpriseProject: '0' } as const
      for (const [hour, rows] of [before, after].entries()) {
        const at = new Date(Date.UTC(2026, 0, 1, hour)).toISOString()
        await store.record(scopeQuery, { readFrom: at, readTo: at, complete: 1, rows })
      }
      let total = -1
      const ask = async () => {
        const changes = await store.changes({ scopeQuery, from: { before: 'last' } })
        total = changes.changes.length
        JSON.stringify(windowOf(changes, { limit: CHANGES_LIMITS.default, offset: 0 }))
      }
      let plainly = -1
      const time: ChangeTimes = { name, product: [], plain: [] }
      for (let round = 0; round < 10; round++) {
        time.product.push(...(await timed(1, ask)))
        time.plain.push(...(await timed(1, () => (plainly = comparePlainly(before, after)))))
      }
      if (total !== plainly) throw new Error(`${name}: ${total} changes, and plainly ${plainly}`)
      times.push(time)
    }
  await store.close()
  await rm(folder, { recursive: true })
  return times
}

function comparePlainly(before: readonly PortRow[], after: readonly PortRow[]): number {
  const known = new Map(before.map((row) => [`${row.port}/${row.type}`, row]))
  const changed = after.filter((row) => {
    const old = known.get(`${row.port}/${row.type}`)
    return old?.servers !== row.servers || old.status !== row.status
  })
  JSON.stringify(changed.slice(0, CHANGES_LIMITS.default))
  return changed.length
}
