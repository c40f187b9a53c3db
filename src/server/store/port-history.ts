import { PORT_HISTORY_LIMIT } from '#contract/port-history.ts'
import type { PortHistoryAnswer, PortHistoryQuery } from '#contract/port-history.ts'

import { compareSocket } from './changes.ts'
import { comparedScopes } from './compared-scopes.ts'
import type { Engine } from './engine.ts'
import { atOneInstant, scopesOf } from './scope-query.ts'
import { storable } from './text.ts'

/**
 * @see Store.portHistory
 *
 * A row of a port begins or ends with each of its changes, so that its intervals name the snapshots to compare. Scopes that were
 * read at one time changed at one time.
 */
export const readPortHistory = (
  { reader, elements }: Pick<Engine, 'reader' | 'elements'>,
  { scopeQuery, ...asked }: PortHistoryQuery,
): Promise<PortHistoryAnswer> =>
  atOneInstant(reader, async (db) => {
    const socket = { port: asked.port, type: storable(asked.type) }
    const intervals = scopesOf(db, scopeQuery)
      .innerJoin('port_row', 'port_row.scope_id', 'scope.id')
      .where('port_row.port', '=', socket.port)
      .where('port_row.type', '=', socket.type)
    const snapshots = await db
      .selectFrom('snapshot')
      .select(['id', 'whole_at as at'])
      .where((eb) =>
        eb.or([
          eb('id', 'in', intervals.select('port_row.since')),
          eb('id', 'in', intervals.select('port_row.until')),
        ]),
      )
      .orderBy('id')
      .execute()
    const moments = [...Map.groupBy(snapshots, ({ at }) => at)].reverse()
    const changes: PortHistoryAnswer['changes'] = []
    for (const [at, snapshots] of moments.slice(0, PORT_HISTORY_LIMIT)) {
      const { from, scopes } = await comparedScopes(db, {
        scopeQuery,
        from: { snapshot: (snapshots[0]?.id ?? 0) - 1 },
        to: { snapshot: snapshots.at(-1)?.id ?? 0 },
      })
      // Before the first snapshot there is none to compare with, and the oldest that there is would be this one.
      const compared = from?.isOldest === true ? scopes.map((scope) => ({ ...scope, base: null })) : scopes
      const change = await compareSocket({ db, elements, category: scopeQuery.category }, socket, compared)
      if (change !== null) changes.push({ at, change })
    }
    return { firstSeen: moments.at(-1)?.[0] ?? null, total: moments.length, changes }
  })
