import { sql } from 'kysely'
import type { RawBuilder, Selectable } from 'kysely'

import { MAX_PORT } from '#contract/port-row.ts'
import type { PortRow } from '#contract/port-row.ts'
import type { SnapshotMark } from '#contract/port-statistics.ts'

import { OPEN } from './schema.ts'
import type { Tables } from './schema.ts'
import { storable, storableInstant } from './text.ts'
import type { Snapshot } from './types.ts'
import { inChunks } from './writing.ts'
import type { Write } from './writing.ts'

/** Adds rows to those that a sweep has staged, each in place of one with the same (port, type). */
export const stage = (write: Write, sweep: number, rows: readonly PortRow[]): Promise<void> =>
  inChunks(
    write,
    rows,
    ({ port, type, servers, status }) => [port, storable(type), servers, storable(status)],
    (values) => sql`
      insert into sweep_row (sweep_id, port, type, servers, status)
      select cast(${sweep} as bigint), cast(value ->> 0 as integer), value ->> 1, cast(value ->> 2 as bigint), value ->> 3
      from ${values} where true
      on conflict (sweep_id, port, type) do update set servers = excluded.servers, status = excluded.status
    `,
  )

/** Ports from one to another, both included, or some by number. */
export type Ports = { from: number; to: number } | readonly number[]

export const EVERY_PORT: Ports = { from: 0, to: MAX_PORT }

/** Whether a column has one of the ports. */
export function isAmong(column: string, ports: Ports): RawBuilder<boolean> {
  if ('from' in ports) return sql`${sql.ref(column)} between ${ports.from} and ${ports.to}`
  return ports.length === 0 ? sql`1 = 0` : sql`${sql.ref(column)} in (${sql.join(ports)})`
}

/** Undefined where a scope has none. */
export type NewestSnapshot = Selectable<Tables['snapshot']> | undefined

export const newestSnapshot = ({ db }: Pick<Write, 'db'>, scope: number): Promise<NewestSnapshot> =>
  db
    .selectFrom('snapshot')
    .selectAll()
    .where('scope_id', '=', scope)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Begins a snapshot of a locked scope, with the figures of the one before until `recordStaged` knows better. */
export async function beginSnapshot(
  { db }: Pick<Write, 'db'>,
  { scope, last }: { scope: number; last: NewestSnapshot },
  read: Omit<Snapshot, 'rows'>,
  changedAt = read.readTo,
): Promise<number> {
  const at = storableInstant(changedAt)
  const { id } = await db
    .insertInto('snapshot')
    .values({
      scope_id: scope,
      read_from: storableInstant(read.readFrom),
      read_to: storableInstant(read.readTo),
      whole_at: last !== undefined && last.whole_at > at ? last.whole_at : at,
      complete: read.complete,
      rows: last?.rows ?? 0,
      dangerous: last?.dangerous ?? 0,
      exposure: last?.exposure ?? 0,
      affected: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Says of the newest snapshot that it held until then, too. */
export async function confirmSnapshot(
  { db }: Pick<Write, 'db'>,
  last: NonNullable<NewestSnapshot>,
  instant: string,
): Promise<SnapshotMark> {
  const readTo = storableInstant(instant)
  const until = last.read_to > readTo ? last.read_to : readTo
  await db.updateTable('snapshot').set({ read_to: until }).where('id', '=', last.id).execute()
  return { id: last.id, readFrom: last.read_from, readTo: until, complete: last.complete }
}

/**
 * Makes the rows that a sweep has staged the current ones of a locked scope. Only differences are written: rows that
 * went or changed end with this snapshot, rows that came or changed begin with it. Without any, the snapshot before goes
 * on to hold, unless one was `begun`. `last` is the newest snapshot. The database compares the rows of `ports` alone: those of other ports have to be the current ones already.
 */
export async function recordStaged(
  write: Write,
  { scope, sweep, last, begun: made }: { scope: number; sweep: number; last: NewestSnapshot; begun?: number },
  read: Omit<Snapshot, 'rows'>,
  ports: Ports,
): Promise<SnapshotMark> {
  const { db } = write
  const { ended, begun } = differences({ scope, sweep }, ports)
  const { gone, come, dangerous, exposure } = await figuresOf(write, ended, begun)

  if (made === undefined && last?.complete === read.complete && gone === 0 && come === 0)
    return confirmSnapshot(write, last, read.readTo)

  const id = made ?? (await beginSnapshot(write, { scope, last }, read))
  await db
    .updateTable('snapshot')
    .set((eb) => ({
      rows: eb('rows', '+', come - gone),
      dangerous: eb('dangerous', '+', dangerous),
      exposure: eb('exposure', '+', exposure),
    }))
    .where('id', '=', id)
    .execute()
  await write.pause()
  if (gone > 0) await sql`update port_row set until = ${id} where ${ended.where}`.execute(db)
  await write.pause()
  if (come > 0)
    await sql`
      insert into port_row (scope_id, until, since, port, type, servers, status)
      select cast(${scope} as bigint), cast(${OPEN} as bigint), cast(${id} as bigint), port, type, servers, status
      from sweep_row where ${begun.where}
    `.execute(db)
  return {
    id,
    readFrom: storableInstant(read.readFrom),
    readTo: storableInstant(read.readTo),
    complete: read.complete,
  }
}

/** Rows of a table. */
type Part = { table: 'port_row' | 'sweep_row'; where: RawBuilder<unknown> }

/**
 * The current rows that are not staged as they are, and the staged rows that are not current. Each row is looked up by
 * its whole key in a subquery that PostgreSQL cannot turn into a join: it plans joins by statistics, which know nothing
 * of rows that were just written, and then compares each row with each.
 */
function differences(
  { scope, sweep }: { scope: number; sweep: number },
  ports: Ports,
): { ended: Part; begun: Part } {
  const current = sql`port_row.scope_id = ${scope} and port_row.until = ${OPEN}`
  const staged = sql`sweep_row.sweep_id = ${sweep}`
  const isOne = sql`port_row.port = sweep_row.port and port_row.type = sweep_row.type`
  const isSame = sql`port_row.servers = sweep_row.servers and port_row.status = sweep_row.status`
  return {
    ended: {
      table: 'port_row',
      where: sql`${current} and ${isAmong('port_row.port', ports)}
        and not coalesce((select ${isSame} from sweep_row where ${staged} and ${isOne}), false)`,
    },
    begun: {
      table: 'sweep_row',
      where: sql`${staged} and ${isAmong('sweep_row.port', ports)}
        and not coalesce((select ${isSame} from port_row where ${current} and ${isOne}), false)`,
    },
  }
}

type Figures = { gone: number; come: number; dangerous: number; exposure: number }

/** How many rows go and come, and by how much the other figures of a snapshot grow. */
async function figuresOf({ db }: Write, ended: Part, begun: Part): Promise<Figures> {
  const figures: RawBuilder<Figures> = sql`
    select gone.rows as gone, come.rows as come,
      come.dangerous - gone.dangerous as dangerous, come.exposure - gone.exposure as exposure
    from (${sumOf(ended)}) as gone, (${sumOf(begun)}) as come
  `
  const [row] = (await figures.execute(db)).rows
  if (row === undefined) throw new Error('a query that always has a row had none')
  return row
}

const sumOf = ({ table, where }: Part): RawBuilder<unknown> => sql`
  select count(*) as rows, count(case when status = 'danger' then 1 end) as dangerous,
    cast(coalesce(sum(servers), 0) as bigint) as exposure
  from ${sql.table(table)} where ${where}
`
