import { setImmediate as nextTurn } from 'node:timers/promises'

import { sql } from 'kysely'
import type { Kysely } from 'kysely'

import type { PortRow } from '#contract/port-row.ts'
import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { Scope } from '#contract/scope.ts'

import { StoreError } from './errors.ts'
import { OPEN } from './schema.ts'
import type { Tables } from './schema.ts'
import { storable, storableInstant } from './text.ts'
import type { Snapshot } from './types.ts'
import { CHUNK, chunks, inChunks, scopeId } from './writing.ts'
import type { Write, WriteTo } from './writing.ts'

/** @see Store.record */
export async function recordSnapshot(
  writeTo: WriteTo,
  scope: Scope,
  snapshot: Snapshot,
): Promise<SnapshotMark> {
  const rows = await gather(snapshot.rows) // refuses before anything is written or waited for
  return writeTo({ id: scope.project, kind: 'hss' }, async (write) =>
    recordRows(write, await scopeId(write.db, scope), snapshot, rows),
  )
}

/** @see Store.recordPast */
export const recordPast = (
  writeTo: WriteTo,
  project: string,
  past: Iterable<Snapshot & { scope: Omit<Scope, 'project'> }>,
): Promise<boolean> =>
  writeTo({ id: project, kind: 'hss' }, async (write) => {
    const known = await write.db
      .selectFrom('scope')
      .innerJoin('snapshot', 'snapshot.scope_id', 'scope.id')
      .where('scope.project', '=', storable(project))
      .select('snapshot.id')
      .limit(1)
      .executeTakeFirst()
    if (known !== undefined) return false
    for (const { scope, ...snapshot } of past)
      await recordRows(
        write,
        await scopeId(write.db, { ...scope, project }),
        snapshot,
        await gather(snapshot.rows),
      )
    return true
  })

/** Rows of one snapshot, by `port/type`, and what they come to. */
export type Rows = {
  byKey: Map<string, PortRow>
  figures: { rows: number; dangerous: number; exposure: number }
}

/** @throws {StoreError} `duplicate` when a (port, type) occurs twice: which of the two holds is not known. */
export async function gather(rows: readonly PortRow[]): Promise<Rows> {
  const byKey = new Map<string, PortRow>()
  const figures = { rows: rows.length, dangerous: 0, exposure: 0 }
  for (const chunk of chunks(rows)) {
    for (const { port, type, servers, status } of chunk) {
      const row = { port, type: storable(type), servers, status: storable(status) }
      const key = keyOf(row)
      if (byKey.has(key)) {
        throw new StoreError(
          'duplicate',
          `port ${key} occurs twice in one snapshot: nothing of it was stored`,
        )
      }
      byKey.set(key, row)
      figures.exposure += servers
      if (status === 'danger') figures.dangerous += 1
    }
    await nextTurn()
  }
  return { byKey, figures }
}

const keyOf = ({ port, type }: PortRow): string => `${port}/${type}`

/**
 * Makes rows the current ones of a locked scope. Only differences are written: rows that went or changed end with this
 * snapshot, rows that came or changed begin with it. Without any, the snapshot before goes on to hold. `rows` is used up.
 */
export async function recordRows(
  write: Write,
  scope: number,
  read: Omit<Snapshot, 'rows'>,
  { byKey, figures }: Rows,
): Promise<SnapshotMark> {
  const readFrom = storableInstant(read.readFrom)
  const readTo = storableInstant(read.readTo)
  const last = await write.db
    .selectFrom('snapshot')
    .select(['id', 'read_from', 'read_to', 'complete'])
    .where('scope_id', '=', scope)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const { ended, begun } = await differences(write, scope, byKey)

  if (last?.complete === read.complete && ended.length === 0 && begun.length === 0) {
    const until = last.read_to > readTo ? last.read_to : readTo
    await write.db.updateTable('snapshot').set({ read_to: until }).where('id', '=', last.id).execute()
    return { id: last.id, readFrom: last.read_from, readTo: until, complete: last.complete }
  }

  const { id } = await write.db
    .insertInto('snapshot')
    .values({
      scope_id: scope,
      read_from: readFrom,
      read_to: readTo,
      whole_at: readTo,
      complete: read.complete,
      ...figures,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await end(write, scope, ended, id)
  await begin(write, scope, begun, id)
  return { id, readFrom, readTo, complete: read.complete }
}

/**
 * Compares rows with the current ones, a chunk at a time while the next one is read. A row that changed both ends and
 * begins. What is left in `byKey` is what begins.
 */
async function differences(
  write: Write,
  scope: number,
  byKey: Rows['byKey'],
): Promise<{ ended: PortRow[]; begun: PortRow[] }> {
  const ended: PortRow[] = []
  let next: Promise<PortRow[]> | null = currentRows(write.db, scope, { port: -1, type: '' })
  while (next !== null) {
    const [current]: [PortRow[], void] = await Promise.all([next, write.pause()])
    const last = current.at(-1)
    next = last && current.length === CHUNK ? currentRows(write.db, scope, last) : null
    for (const row of current) {
      const key = keyOf(row)
      const now = byKey.get(key)
      if (now?.servers === row.servers && now.status === row.status) byKey.delete(key)
      else ended.push(row)
    }
  }
  return { ended, begun: [...byKey.values()] }
}

/** A chunk of the rows that hold, after the one with this key. */
const currentRows = (
  db: Kysely<Tables>,
  scope: number,
  { port, type }: Pick<PortRow, 'port' | 'type'>,
): Promise<PortRow[]> =>
  db
    .selectFrom('port_row')
    .select(['port', 'type', 'servers', 'status'])
    .where('scope_id', '=', scope)
    .where('until', '=', OPEN)
    .where((eb) => eb(eb.refTuple('port', 'type'), '>', eb.tuple(port, type)))
    .orderBy('port')
    .orderBy('type')
    .limit(CHUNK)
    .execute()

const end = (write: Write, scope: number, rows: readonly PortRow[], at: number): Promise<void> =>
  inChunks(
    write,
    rows,
    ({ port, type }) => [port, type],
    (keys) => sql`
      update port_row set until = ${at}
      where scope_id = ${scope} and until = ${OPEN} and (port, type) in
        (select cast(value ->> 0 as integer), value ->> 1 from ${keys})
    `,
  )

const begin = (write: Write, scope: number, rows: readonly PortRow[], at: number): Promise<void> =>
  inChunks(
    write,
    rows,
    ({ port, type, servers, status }) => [port, type, servers, status],
    (values) => sql`
      insert into port_row (scope_id, until, since, port, type, servers, status)
      select cast(${scope} as bigint), cast(${OPEN} as bigint), cast(${at} as bigint),
        cast(value ->> 0 as integer), value ->> 1, cast(value ->> 2 as bigint), value ->> 3
      from ${values}
    `,
  )
