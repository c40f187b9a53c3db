import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

import type { PortRow } from '#contract/port-row.ts'

import type { Taking } from './host-reports.ts'
import { OPEN } from './schema.ts'
import type { InventoryChanges } from './types.ts'
import type { Write } from './writing.ts'

/** Rows that are named of those that came, and of those that went. */
export const NAMED_ROWS = 20

/** What a snapshot that was just recorded changed. One that was not kept, since nothing differed, changed nothing. */
export async function changesOf(
  write: Write,
  { scope, snapshot, newest, opened, closed }: Taking,
): Promise<InventoryChanges> {
  const hosts = await write.db
    .selectFrom('host')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('scope_id', '=', scope)
    .where('id', '>', newest)
    .executeTakeFirstOrThrow()
  const begun = sql`until = ${OPEN} and since = ${snapshot}`
  const ended = sql`until = ${snapshot}`
  return {
    newHosts: hosts.count,
    opened: { listeners: opened, ...(await rowsOf(write, scope, begun, ended)) },
    closed: { listeners: closed, ...(await rowsOf(write, scope, ended, begun)) },
  }
}

/**
 * The rows of a kind of which there is none of the other kind: a row that is of both has other servers than before. Looked up in
 * a subquery that PostgreSQL cannot turn into a join, as in staging.ts.
 */
async function rowsOf(
  { db }: Write,
  scope: number,
  kind: RawBuilder<unknown>,
  other: RawBuilder<unknown>,
): Promise<{ rows: number; some: PortRow[] }> {
  const alone = sql`
    from port_row as found where scope_id = ${scope} and ${kind} and coalesce((
      select 1 from port_row where scope_id = ${scope} and port = found.port and type = found.type and ${other}
    ), 0) = 0
  `
  const counted = await sql<{ rows: number }>`select count(*) as rows ${alone}`.execute(db)
  const named = await sql<PortRow>`
    select port, type, servers, status ${alone}
    order by case when status = 'danger' then 0 else 1 end, port, type limit ${NAMED_ROWS}
  `.execute(db)
  return { rows: counted.rows[0]?.rows ?? 0, some: named.rows }
}
