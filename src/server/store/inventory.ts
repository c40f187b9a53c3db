import { sql } from 'kysely'

import type { Category, Scope } from '#contract/scope.ts'
import { statusOf as statusNow } from '#knowledge/dangerous-ports.ts'

import { noteCollection } from './collection-spans.ts'
import { CoverageSets } from './coverage-sets.ts'
import { newestHost, takeReports } from './host-reports.ts'
import type { Taking } from './host-reports.ts'
import { changesOf } from './inventory-changes.ts'
import { OPEN } from './schema.ts'
import { countAffected, countKnown, countServers, relabelledPorts } from './server-counts.ts'
import { beginSnapshot, confirmSnapshot, EVERY_PORT, newestSnapshot, recordStaged, stage } from './staging.ts'
import type { NewestSnapshot } from './staging.ts'
import { storable, storableInstant } from './text.ts'
import type { HostReport, InventoryResult, Past, Snapshot, StatusOf } from './types.ts'
import { CHUNK, scopeId } from './writing.ts'
import type { Write, WriteTo } from './writing.ts'

type Reports = AsyncIterable<HostReport> | Iterable<HostReport>
type Read = { readFrom: string; readTo: string }
type Taken = Read & { scope: Scope; reports: Reports; statusOf: StatusOf }

/** Ends the transaction of a preview, with what it would have done. */
class Preview extends Error {
  readonly result: InventoryResult
  constructor(result: InventoryResult) {
    super('a preview stores nothing')
    this.result = result
  }
}

/** @see Store.recordInventory */
export async function recordInventory(
  writeTo: WriteTo,
  taken: Omit<Taken, 'statusOf'>,
  { isPreview = false }: { isPreview?: boolean } = {},
): Promise<InventoryResult> {
  try {
    return await writeTo({ id: taken.scope.project, kind: 'inventory' }, async (write) => {
      const { taking, ...result } = await take(write, { ...taken, statusOf: statusNow })
      const changes = await changesOf(write, taking)
      if (isPreview) throw new Preview({ ...result, changes })
      return { ...result, changes }
    })
  } catch (error) {
    if (error instanceof Preview) return error.result
    throw error
  }
}

/** @see Store.recordPast */
export const recordPast = (writeTo: WriteTo, project: string, past: Iterable<Past>): Promise<boolean> =>
  writeTo({ id: project, kind: 'demo' }, async (write) => {
    const known = await write.db
      .selectFrom('scope')
      .innerJoin('snapshot', 'snapshot.scope_id', 'scope.id')
      .where('scope.project', '=', storable(project))
      .select('snapshot.id')
      .limit(1)
      .executeTakeFirst()
    if (known !== undefined) return false
    for (const moment of past) await take(write, { ...moment, scope: { ...moment.scope, project } })
    return true
  })

async function take(
  write: Write,
  { scope, reports, statusOf, readFrom, readTo }: Taken,
): Promise<Omit<InventoryResult, 'changes'> & { taking: Taking }> {
  const id = await scopeId(write.db, scope)
  const last = await newestSnapshot(write, id)
  const complete = { readFrom, readTo, complete: 1 }
  const snapshot = await beginSnapshot(write, { scope: id, last }, complete)
  const taking: Taking = {
    scope: id,
    snapshot,
    readTo: storableInstant(readTo),
    sets: new CoverageSets(write.db),
    ports: new Set(),
    newest: await newestHost(write, id),
    listeners: 0,
    opened: 0,
    closed: 0,
    isWider: false,
  }
  const hosts = new Set<string>()
  for await (const batch of batches(reports)) {
    for (const { key } of batch) hosts.add(storable(key))
    await takeReports(write, taking, batch)
  }
  await noteCollection(write, id, readTo)
  const recording = { ...taking, id, category: scope.category, last, statusOf }
  const settled = await settle(write, recording, complete)
  return { hosts: hosts.size, listeners: taking.listeners, ...settled, taking }
}

/** Reports that are taken together: of a server each, with some `CHUNK` of listeners. */
async function* batches(reports: Reports): AsyncGenerator<HostReport[]> {
  let batch = new Map<string, HostReport>()
  let size = 0
  for await (const report of reports) {
    const key = storable(report.key)
    if (batch.has(key) || size >= CHUNK) {
      yield [...batch.values()]
      batch = new Map()
      size = 0
    }
    batch.set(key, report)
    size += report.listeners.length + 50 // a report without listeners costs about as much as fifty of them
  }
  if (batch.size > 0) yield [...batch.values()]
}

/**
 * A locked scope whose listeners are as they shall be as of `snapshot`, which was begun after `last`. `ports` are those of
 * which one may have come or gone, `isWider` says that hosts, or what is known of them, did.
 */
type Recording = {
  id: number
  category: Category
  snapshot: number
  last: NewestSnapshot
  ports: ReadonlySet<number>
  isWider: boolean
  statusOf: StatusOf
}

/** Ports that are counted one by one at most: beyond, all of them are counted at once. */
const COUNTED = 1_000

/**
 * Makes the rows that follow from the listeners the current ones, so that list and number are of one transaction. Only
 * ports are counted of which a listener came or went. Where nothing did, the snapshot never was.
 */
async function settle(
  write: Write,
  recording: Recording,
  read: Omit<Snapshot, 'rows'>,
): Promise<Pick<InventoryResult, 'rows' | 'openPortInstances' | 'mark'>> {
  const { id, category, snapshot, last, statusOf } = recording
  const { db } = write
  const relabelled = await relabelledPorts(write, id, statusOf)
  const differs = recording.isWider || relabelled.length > 0 || (await hasMoved(write, recording))
  const counted = last?.affected ?? null
  if (last !== undefined && counted !== null && !differs && last.complete === read.complete) {
    await db.deleteFrom('snapshot').where('id', '=', snapshot).execute()
    return {
      rows: last.rows,
      openPortInstances: last.exposure,
      mark: { ...(await confirmSnapshot(write, last, read.readTo)), affected: counted },
    }
  }

  const touched = [...new Set([...recording.ports, ...relabelled])]
  const ports = counted !== null && touched.length <= COUNTED ? touched : EVERY_PORT
  const sweep = -id // which no sweep has
  await stage(write, sweep, await countServers(write, { id, category, statusOf }, ports))
  const mark = await recordStaged(write, { scope: id, sweep, last, begun: snapshot }, read, ports)
  await db.deleteFrom('sweep_row').where('sweep_id', '=', sweep).execute()
  const servers = await countKnown(write, { id, category })
  await db.updateTable('scope').set({ servers }).where('id', '=', id).execute()
  const affected = await countAffected(write, { id, category })
  const { rows, exposure } = await db
    .updateTable('snapshot')
    .set({ affected })
    .where('id', '=', snapshot)
    .returning(['rows', 'exposure'])
    .executeTakeFirstOrThrow()
  return { rows, openPortInstances: exposure, mark: { ...mark, affected } }
}

/** Whether a listener came or went with a snapshot. One that did both is as it was. */
async function hasMoved({ db }: Write, { id, snapshot, ports }: Recording): Promise<boolean> {
  if (ports.size === 0) return false
  const moved = await db
    .selectFrom('listener')
    .select('id')
    .where('scope_id', '=', id)
    .where('since', '=', snapshot)
    .unionAll((eb) =>
      eb
        .selectFrom('listener')
        .select('id')
        .where('scope_id', '=', id)
        .where('until', '=', snapshot)
        .where('until', '<', sql.lit(OPEN)),
    )
    .limit(1)
    .execute()
  return moved.length > 0
}
