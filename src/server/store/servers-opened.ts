import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'

import type { EarlierMoment } from '#contract/moments.ts'
import { serverIdOf } from '#contract/servers.ts'

import { comparedScopes } from './compared-scopes.ts'
import { covers } from './coverage.ts'
import { hostIdOf } from './host-id.ts'
import type { Tables } from './schema.ts'
import { atOneInstant } from './scope-query.ts'
import { coverageAt, hasAt, rangesOf, serverIn } from './server-moves.ts'
import type { Between } from './server-moves.ts'
import type { ServerStore, SetQuery } from './server-types.ts'

/** @see ServerStore.opened */
export const readServersOpened = (
  db: ReadonlyKysely<Tables>,
  { scopeQuery, snapshot, since }: SetQuery & { since: EarlierMoment },
): ReturnType<ServerStore['opened']> =>
  atOneInstant(db, async (db) => {
    const { from, scopes } = await comparedScopes(db, { scopeQuery, from: since, to: { snapshot } })
    if (from === null) return null
    const opened = new Map<string, number>()
    for (const { scope, enterpriseProject, base, stand } of scopes) {
      if (base === null || base.affected === null || stand.affected === null || base.id >= stand.id) continue
      const between = { db, scope, category: scopeQuery.category, from: base.id, to: stand.id }
      for (const { key, container } of await openedPorts(between)) {
        const hostId = hostIdOf({ ...scopeQuery, enterpriseProject }, key)
        const id = serverIdOf({ hostId, containerId: container })
        opened.set(id, (opened.get(id) ?? 0) + 1)
      }
    }
    return { from: from.at, opened }
  })

/** Ports that servers have at the later snapshot and had not at the earlier, where they were looked at: an entry a port. */
async function openedPorts({
  db,
  scope,
  category,
  from,
  to,
}: Between): Promise<{ key: string; container: string }[]> {
  type Row = { key: string; container: string; port: number; type: string; was: number }
  const came: RawBuilder<Row> = sql`(
    with touched as (
      select distinct ${serverIn(category, 'listener')}, port, type from listener
      where scope_id = ${scope} and since > ${from} and since <= ${to} and until > ${to}
    ), come as (
      select touched.*, ${hasAt(category, 'touched', from)} as had, ${coverageAt(scope, 'touched', from)} as was from touched
    )
    select host.key, ${category === 'container' ? sql`come.container_id` : sql`''`} as container, come.port, come.type, come.was
    from come join host on host.id = come.host_id
    where come.had = 0 and come.was is not null
  )`
  const rows = await db.selectFrom(came.as('came')).selectAll().execute()
  const ranges = await rangesOf(
    db,
    rows.map(({ was }) => was),
  )
  return rows.filter(({ was, port, type }) => covers(ranges.get(was) ?? [], port, type))
}
