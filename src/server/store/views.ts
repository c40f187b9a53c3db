import { VIEW_LIMITS } from '#contract/views.ts'

import type { Engine } from './engine.ts'
import { statementsOf } from './statements.ts'
import { storable } from './text.ts'
import type { ViewStore } from './types.ts'

/** @see Store.views. A view that is renamed takes its alert rules with it. */
export function viewStore(engine: Engine): ViewStore {
  const { reader, writer } = engine
  const { reading, writing, changing } = statementsOf(engine)

  return {
    list: (project) =>
      reading(() =>
        reader
          .selectFrom('saved_view')
          .select(['name', 'query'])
          .where('project', '=', storable(project))
          .orderBy('name')
          .execute(),
      ),

    save: async (project, { name, query }) => {
      const own = { project: storable(project), name: storable(name) }
      // A replaced view needs no room: only the others of the project count.
      const others = writer
        .selectFrom('saved_view')
        .select((eb) => eb.fn.countAll<number>().as('views'))
        .where('project', '=', own.project)
        .where('name', '<>', own.name)
      const values = writer
        .selectFrom('project')
        .select((eb) => ['id', eb.val(own.name).as('name'), eb.val(query).as('query')])
        .where('id', '=', own.project)
        .where(others, '<', VIEW_LIMITS.views)
      const kept = await writing(() =>
        writer
          .insertInto('saved_view')
          .columns(['project', 'name', 'query'])
          .expression(values)
          .onConflict((known) =>
            known.columns(['project', 'name']).doUpdateSet((eb) => ({ query: eb.ref('excluded.query') })),
          )
          .returning('name')
          .execute(),
      )
      return kept.length > 0 ? 'saved' : 'full'
    },

    rename: async (project, was, { name, query }) => {
      const own = { project: storable(project), name: storable(name), was: storable(was) }
      const taken = writer
        .selectFrom('saved_view as other')
        .select('other.name')
        .where('other.project', '=', own.project)
        .where('other.name', '=', own.name)
        .where('other.name', '<>', own.was)
      const renamed = await changing(async (db) => {
        const done = await engine.waiting(() =>
          db
            .updateTable('saved_view')
            .set({ name: own.name, query })
            .where('project', '=', own.project)
            .where('name', '=', own.was)
            .where((eb) => eb.not(eb.exists(taken)))
            .returning('name')
            .execute(),
        )
        if (done.length > 0)
          await db
            .updateTable('alert_rule')
            .set({ view: own.name })
            .where('project', '=', own.project)
            .where('view', '=', own.was)
            .execute()
        return done
      })
      if (renamed.length > 0) return 'saved'
      const known = await writing(() =>
        writer
          .selectFrom('saved_view')
          .select('name')
          .where('project', '=', own.project)
          .where('name', '=', own.was)
          .execute(),
      )
      return known.length > 0 ? 'taken' : 'missing'
    },

    forget: async (project, name) => {
      const gone = await writing(() =>
        writer
          .deleteFrom('saved_view')
          .where('project', '=', storable(project))
          .where('name', '=', storable(name))
          .returning('name')
          .execute(),
      )
      return gone.length > 0
    },
  }
}
