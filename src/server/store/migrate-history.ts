import { sql } from 'kysely'
import type { Kysely } from 'kysely'

import { digestOf } from './coverage-sets.ts'
import { EVERY_PORT, joinRanges } from './coverage.ts'
import type { Engine } from './engine.ts'
import { OPEN } from './schema.ts'
import type { Tables } from './schema.ts'

/**
 * Listeners, hosts and what was covered become intervals, as rows are.
 *
 * Of data so far it is known which servers stood behind the newest snapshot of a scope, and of no earlier one. So they begin
 * with that one, which alone gets its count of affected servers; comparisons with older ones rest on rows. Which ports
 * their reports spoke for was not kept: they count as having spoken for all, so that what opens from now on is told.
 */
export async function addHistory(db: Kysely<Tables>, engine: Engine): Promise<void> {
  await db.schema.alterTable('snapshot').addColumn('affected', 'bigint').execute()
  await sql`create index port_row_begun on port_row (scope_id, since)`.execute(db)
  // What ended, by row: when a port was open before. Rows that hold, which are most, are not in it.
  await sql`create index port_row_ended on port_row (scope_id, port, type, until) where until < ${sql.lit(OPEN)}`.execute(
    db,
  )
  await createReadingTable(db, engine)
  await createCoverageTables(db, engine)
  await sql`alter table listener rename to listener_before`.execute(db)
  await createListenerTable(db, engine)

  await db.schema
    .alterTable('host')
    .addColumn('read_to', engine.text, (c) => c.notNull().defaultTo(''))
    .execute()
  await sql`update host set read_to = coalesce((select read_to from snapshot where id = ${newestOf('host')}), '')`.execute(
    db,
  )
  const ranges = JSON.stringify(joinRanges(EVERY_PORT))
  const { id } = await db
    .insertInto('coverage')
    .values({ digest: digestOf(ranges), ranges })
    .returning('id')
    .executeTakeFirstOrThrow()
  await sql`
    insert into host_coverage (scope_id, host_id, until, since, coverage_id)
    select scope_id, id, cast(${OPEN} as bigint), ${newestOf('host')}, cast(${id} as bigint) from host
  `.execute(db)
  await sql`
    insert into listener (scope_id, host_id, port, type, container_id, listening_address, path, since, until, container_name, pid)
    select scope_id, host_id, port, type, container_id, listening_address, path, ${newestOf('listener_before')},
      cast(${OPEN} as bigint), container_name, pid
    from listener_before order by host_id, type, port
  `.execute(db)
  await db.schema.dropTable('listener_before').execute()
  await createListenerIndexes(db)
  await countAffected(db)
}

/** In SQL, the newest snapshot of the scope of a table's row. A scope with servers has one: they came with it. */
const newestOf = (table: string) =>
  sql`(select max(newest.id) from snapshot as newest where newest.scope_id = ${sql.ref(`${table}.scope_id`)})`

async function createReadingTable(db: Kysely<Tables>, { text, keyed }: Engine): Promise<void> {
  await db.schema
    .createTable('reading_span')
    .addColumn('scope_id', 'bigint', (c) => c.notNull().references('scope.id'))
    .addColumn('first', text, (c) => c.notNull())
    .addColumn('last', text, (c) => c.notNull())
    .addColumn('readings', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('reading_span_key', ['scope_id', 'first'])
    .$call(keyed)
    .execute()
}

async function createCoverageTables(db: Kysely<Tables>, { text, id, keyed }: Engine): Promise<void> {
  await db.schema
    .createTable('coverage')
    .addColumn('id', id.type, id.build)
    .addColumn('digest', text, (c) => c.notNull().unique())
    .addColumn('ranges', text, (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('host_coverage')
    .addColumn('scope_id', 'bigint', (c) => c.notNull())
    .addColumn('host_id', 'bigint', (c) => c.notNull())
    .addColumn('until', 'bigint', (c) => c.notNull())
    .addColumn('since', 'bigint', (c) => c.notNull())
    .addColumn('coverage_id', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('host_coverage_key', ['scope_id', 'host_id', 'until'])
    .$call(keyed)
    .execute()
}

/**
 * In the order in which they came, hence by host, with keys of some bytes in its indexes: with its nine columns of words as
 * the key, each index would hold them all once more. No foreign keys, for the reason that `port_row` has none.
 */
async function createListenerTable(db: Kysely<Tables>, { text, id }: Engine): Promise<void> {
  await db.schema
    .createTable('listener')
    .addColumn('id', id.type, id.build)
    .addColumn('scope_id', 'bigint', (c) => c.notNull())
    .addColumn('host_id', 'bigint', (c) => c.notNull())
    .addColumn('port', 'integer', (c) => c.notNull())
    .addColumn('type', text, (c) => c.notNull())
    .addColumn('container_id', text, (c) => c.notNull())
    .addColumn('listening_address', text, (c) => c.notNull())
    .addColumn('path', text, (c) => c.notNull())
    .addColumn('since', 'bigint', (c) => c.notNull())
    .addColumn('until', 'bigint', (c) => c.notNull())
    .addColumn('container_name', text, (c) => c.notNull())
    .addColumn('pid', 'bigint', (c) => c.notNull())
    .execute()
}

async function createListenerIndexes(db: Kysely<Tables>): Promise<void> {
  // Servers are counted, and a port's listed, from this one alone.
  await sql`create index listener_of_port on listener (scope_id, port, type, until, host_id, container_id)`.execute(
    db,
  )
  await sql`create index listener_of_server on listener (host_id, port, type, until)`.execute(db)
  await sql`create index listener_begun on listener (scope_id, since)`.execute(db)
  await sql`create index listener_ended on listener (scope_id, until) where until < ${sql.lit(OPEN)}`.execute(
    db,
  )
}

const countAffected = (db: Kysely<Tables>): Promise<unknown> =>
  sql`
  update snapshot set affected = (
    select count(*) from (
      select distinct host_id, case when scope.category = 'container' then container_id else '' end as container
      from listener join scope on scope.id = listener.scope_id
      join port_row on port_row.scope_id = listener.scope_id and port_row.until = ${OPEN}
        and port_row.port = listener.port and port_row.type = listener.type and port_row.status = 'danger'
      where listener.scope_id = snapshot.scope_id
    ) as server
  )
  where id in (select max(id) from snapshot group by scope_id)
    and scope_id in (select scope_id from host)
`.execute(db)
