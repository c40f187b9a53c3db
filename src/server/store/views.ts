import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

import { VIEW_LIMITS } from '#contract/views.ts'

import type { Engine } from './engine.ts'
import { statementsOf } from './statements.ts'
import { storable } from './text.ts'
import type { ViewStore } from './types.ts'

/** @see Store.views. One statement a change: nothing to lock, and nothing half done. */
export function viewStore(engine: Engine): ViewStore {
  const { reading, writing } = statementsOf(engine)
  const run = <Row>(query: RawBuilder<Row>): Promise<Row[]> =>
    writing(async () => (await query.execute(engine.writer)).rows)

  return {
    list: (project) =>
      reading(() =>
        engine.reader
          .selectFrom('saved_view')
          .select(['name', 'query'])
          .where('project', '=', storable(project))
          .orderBy('name')
          .execute(),
      ),

    save: async (project, { name, query }) => {
      const of = { project: storable(project), name: storable(name) }
      // A replaced view needs no room: only the others of the project count.
      const kept = await run(sql<{ name: string }>`
        insert into saved_view (project, name, query)
        select id, ${of.name}, ${query} from project where id = ${of.project} and (
          select count(*) from saved_view where project = ${of.project} and name <> ${of.name}
        ) < ${VIEW_LIMITS.views}
        on conflict (project, name) do update set query = excluded.query
        returning name
      `)
      return kept.length > 0 ? 'saved' : 'full'
    },

    rename: async (project, was, { name, query }) => {
      const of = { project: storable(project), name: storable(name), was: storable(was) }
      const renamed = await run(sql<{ name: string }>`
        update saved_view set name = ${of.name}, query = ${query}
        where project = ${of.project} and name = ${of.was} and not exists (
          select 1 from saved_view as other
          where other.project = ${of.project} and other.name = ${of.name} and other.name <> ${of.was}
        )
        returning name
      `)
      if (renamed.length > 0) return 'saved'
      const views = await run(sql`
        select name from saved_view where project = ${of.project} and name = ${of.was}
      `)
      return views.length > 0 ? 'taken' : 'missing'
    },

    forget: async (project, name) => {
      const gone = await run(sql`
        delete from saved_view where project = ${storable(project)} and name = ${storable(name)} returning name
      `)
      return gone.length > 0
    },
  }
}
