import type { Selectable, Transaction } from 'kysely'

import { ALERT_CAUSES, ALERT_LIMITS } from '#contract/alert-rules.ts'
import { z } from '#contract/zod.ts'

import type { AlertRuleStore, KeptRule } from './alert-types.ts'
import type { Engine } from './engine.ts'
import type { Tables } from './schema.ts'
import type { Reader } from './scope-query.ts'
import { statementsOf } from './statements.ts'
import { storable } from './text.ts'

/** @see Store.alerts */
export function alertRuleStore(engine: Engine): AlertRuleStore {
  const { reader, writer } = engine
  const { reading, writing, changing } = statementsOf(engine)

  return {
    rules: async (project) => {
      const found = await reading(() =>
        rulesWithViews(reader)
          .where('alert_rule.project', '=', storable(project))
          .orderBy('alert_rule.name')
          .orderBy('alert_rule.id')
          .execute(),
      )
      return found.map(keptRule)
    },

    enabledRules: async () => {
      const found = await reading(() =>
        rulesWithViews(reader).where('enabled', '=', 1).orderBy('alert_rule.id').execute(),
      )
      return found.map(keptRule)
    },

    add: async ({ project, ...rule }) => {
      const own = storable(project)
      return changing(async (db) => {
        const { id } = await engine.waiting(() =>
          db
            .insertInto('alert_rule')
            .values({ ...columnsOf(rule), project: own, evaluated: 0 })
            .returning('id')
            .executeTakeFirstOrThrow(),
        )
        const rules = await db
          .selectFrom('alert_rule')
          .select('id')
          .where('project', '=', own)
          .orderBy('id')
          .limit(ALERT_LIMITS.rules + 1)
          .execute()
        if (rules.length > ALERT_LIMITS.rules) {
          await db.deleteFrom('alert_rule').where('id', '=', id).execute()
          return null
        }
        await beginNow(db, own, id)
        return id
      })
    },

    change: ({ project, id, ...rule }) =>
      changing(async (db) => {
        const own = storable(project)
        // It writes what is there, and so waits for who else writes: then the rule is as they left it.
        const before = await engine.waiting(() =>
          db
            .updateTable('alert_rule')
            .set((eb) => ({ name: eb.ref('name') }))
            .where('id', '=', id)
            .where('project', '=', own)
            .returning('enabled')
            .executeTakeFirst(),
        )
        if (before === undefined) return false
        await db.updateTable('alert_rule').set(columnsOf(rule)).where('id', '=', id).execute()
        if (before.enabled === 0 && rule.isEnabled) await beginNow(db, own, id)
        return true
      }),

    remove: async (project, id) => {
      const gone = await writing(() =>
        writer
          .deleteFrom('alert_rule')
          .where('id', '=', id)
          .where('project', '=', storable(project))
          .returning('id')
          .execute(),
      )
      return gone.length > 0
    },
  }
}

/** From now on: changes up to the newest snapshot of the project are not told. */
async function beginNow(db: Transaction<Tables>, project: string, id: number): Promise<void> {
  const newest = await db
    .selectFrom('snapshot')
    .innerJoin('scope', 'scope.id', 'snapshot.scope_id')
    .where('project', '=', project)
    .select((eb) => eb.fn.max<number | null>('snapshot.id').as('id'))
    .executeTakeFirst()
  await db
    .updateTable('alert_rule')
    .set({ evaluated: newest?.id ?? 0 })
    .where('id', '=', id)
    .execute()
}

/** Rules with the query of their view, null where that is gone. */
export const rulesWithViews = (reader: Reader) =>
  reader
    .selectFrom('alert_rule')
    .leftJoin('saved_view', (join) =>
      join
        .onRef('saved_view.project', '=', 'alert_rule.project')
        .onRef('saved_view.name', '=', 'alert_rule.view'),
    )
    .selectAll('alert_rule')
    .select('saved_view.query as viewQuery')

const Causes = z.array(z.enum(ALERT_CAUSES))

/** A rule of such a row. */
export const keptRule = ({
  causes,
  enabled,
  ...rule
}: Selectable<Tables['alert_rule']> & { viewQuery: string | null }): KeptRule => ({
  ...rule,
  causes: Causes.parse(JSON.parse(causes)),
  isEnabled: enabled === 1,
})

const columnsOf = ({
  name,
  view,
  causes,
  format,
  language,
  url,
  secret,
  isEnabled,
}: Omit<KeptRule, 'id' | 'project' | 'viewQuery' | 'evaluated'>) => ({
  name: storable(name),
  view: storable(view),
  causes: JSON.stringify(causes),
  format,
  language,
  url,
  secret,
  enabled: isEnabled ? 1 : 0,
})
