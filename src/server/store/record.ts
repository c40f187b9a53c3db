import { setImmediate as nextTurn } from 'node:timers/promises'

import type { PortRow } from '#contract/port-row.ts'
import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { Scope } from '#contract/scope.ts'

import { noteCollection } from './collection-spans.ts'
import { StoreError } from './errors.ts'
import { seeAgain } from './host-reports.ts'
import { EVERY_PORT, newestSnapshot, recordStaged, stage } from './staging.ts'
import { storable } from './text.ts'
import type { Snapshot } from './types.ts'
import { chunks, scopeId } from './writing.ts'
import type { Write, WriteTo } from './writing.ts'

/** @see Store.record */
export async function recordSnapshot(
  writeTo: WriteTo,
  scope: Scope,
  snapshot: Snapshot,
): Promise<SnapshotMark> {
  await refuseRepeats(snapshot.rows) // before anything is written or waited for
  return writeTo({ id: scope.project, kind: 'hss' }, async (write) =>
    recordRows(write, await scopeId(write.db, scope), snapshot),
  )
}

/** @throws {StoreError} `duplicate` when a (port, type) occurs twice: which of the two holds is not known. */
async function refuseRepeats(rows: readonly PortRow[]): Promise<void> {
  const seen = new Set<string>()
  for (const chunk of chunks(rows)) {
    for (const { port, type } of chunk) {
      const key = `${port}/${storable(type)}`
      if (seen.has(key))
        throw new StoreError(
          'duplicate',
          `port ${key} occurs twice in one snapshot: nothing of it was stored`,
        )
      seen.add(key)
    }
    await nextTurn()
  }
}

/** Makes rows the current ones of a locked scope, each (port, type) once. */
async function recordRows(write: Write, scope: number, { rows, ...read }: Snapshot): Promise<SnapshotMark> {
  const sweep = -scope // which no sweep has
  await stage(write, sweep, rows)
  const last = await newestSnapshot(write, scope)
  const mark = await recordStaged(write, { scope, sweep, last }, read, EVERY_PORT)
  await write.db.deleteFrom('sweep_row').where('sweep_id', '=', sweep).execute()
  if (read.complete === 1) await noteCollection(write, scope, read.readTo)
  if (read.complete === 1 && mark.id === last?.id) await seeAgain(write, scope, read.readTo)
  return mark
}
