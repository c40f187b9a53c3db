import type { Transaction } from 'kysely'

import { keptRule, rulesWithViews } from './alert-rules.ts'
import type { AlertMessageStore } from './alert-types.ts'
import type { Engine } from './engine.ts'
import type { Tables } from './schema.ts'
import { statementsOf } from './statements.ts'
import { storable } from './text.ts'

/** Messages of a rule that are kept after they ended. */
const MAX_ENDED = 200

/**
 * @see Store.alerts. Who writes first, wins: what another process did meanwhile shows in the statement that would do it again.
 */
export function alertMessageStore(engine: Engine): AlertMessageStore {
  const { reader, writer } = engine
  const { reading, writing, changing } = statementsOf(engine)

  return {
    heads: async () => {
      const found = await reading(() =>
        reader
          .selectFrom('scope')
          .innerJoin('snapshot', 'snapshot.scope_id', 'scope.id')
          .where('snapshot.id', '=', (eb) =>
            eb
              .selectFrom('snapshot as other')
              .select((eb) => eb.fn.max('other.id').as('id'))
              .whereRef('other.scope_id', '=', 'scope.id'),
          )
          .select(['project', 'category', 'enterprise_project', 'snapshot.id'])
          .select((eb) =>
            eb
              .selectFrom('snapshot as whole')
              .select('whole.id')
              .whereRef('whole.scope_id', '=', 'scope.id')
              .where('whole.complete', '>=', 1)
              .orderBy('whole.id', 'desc')
              .limit(1)
              .as('whole'),
          )
          .execute(),
      )
      return found.map(({ project, category, enterprise_project, id, whole }) => ({
        scope: { project, category, enterpriseProject: enterprise_project },
        snapshot: id,
        complete: whole,
      }))
    },

    advance: ({ id, evaluated }, to, message, at) =>
      changing(async (db) => {
        const done = await engine.waiting(() =>
          db
            .updateTable('alert_rule')
            .set({ evaluated: to })
            .where('id', '=', id)
            .where('evaluated', '=', evaluated)
            .where('enabled', '=', 1)
            .returning('id')
            .execute(),
        )
        if (done.length === 0) return false
        if (message !== null) await keepMessage(db, id, message, at)
        return true
      }),

    test: (rule, message, at) =>
      changing(async (db) => {
        // The rule is locked by a write that changes nothing, so that of two tests one sees the other.
        const known = await engine.waiting(() =>
          db
            .updateTable('alert_rule')
            .set((eb) => ({ name: eb.ref('name') }))
            .where('id', '=', rule)
            .returning('id')
            .execute(),
        )
        const pending = await db
          .selectFrom('alert_message')
          .select('id')
          .where('rule_id', '=', rule)
          .where('is_test', '=', 1)
          .where('next_at', 'is not', null)
          .execute()
        if (known.length === 0 || pending.length > 0) return false
        await keepMessage(db, rule, { ...message, isTest: true }, at)
        return true
      }),

    claim: async ({ at, lease, limit, without }) => {
      const due = await reading(() =>
        rulesWithViews(reader)
          .innerJoin('alert_message', 'alert_message.rule_id', 'alert_rule.id')
          .where('next_at', '<=', at.toISOString())
          .$if(without.length > 0, (query) => query.where('alert_rule.id', 'not in', [...without]))
          .where((eb) =>
            // of each rule the one that has waited longest, so that a slow receiver holds up no other
            eb.not(
              eb.exists(
                eb
                  .selectFrom('alert_message as other')
                  .select('other.id')
                  .whereRef('other.rule_id', '=', 'alert_message.rule_id')
                  .where((eb) =>
                    eb.or([
                      eb('other.next_at', '<', eb.ref('alert_message.next_at')),
                      eb.and([
                        eb('other.next_at', '=', eb.ref('alert_message.next_at')),
                        eb('other.id', '<', eb.ref('alert_message.id')),
                      ]),
                    ]),
                  ),
              ),
            ),
          )
          .select(['alert_message.id as message', 'webhook_id as webhookId', 'event', 'created', 'attempts'])
          .select('next_at as due')
          .orderBy('next_at')
          .limit(limit)
          .execute(),
      )
      const claimed = []
      for (const { message, webhookId, event, created, attempts, due: seen, ...rule } of due) {
        const won = await writing(() =>
          writer
            .updateTable('alert_message')
            .set({ next_at: lease.toISOString(), attempts: attempts + 1 })
            .where('id', '=', message)
            .where('next_at', '=', seen)
            .where('attempts', '=', attempts)
            .returning('id')
            .execute(),
        )
        if (won.length > 0)
          claimed.push({
            id: message,
            webhookId,
            event,
            created,
            attempts: attempts + 1,
            rule: keptRule(rule),
          })
      }
      return claimed
    },

    settle: async ({ id, attempts }, { status, failure, detail, nextAttempt }) => {
      await writing(() =>
        writer
          .updateTable('alert_message')
          .set({
            status,
            failure,
            detail: storable(detail),
            next_at: nextAttempt === null ? null : nextAttempt.toISOString(),
          })
          .where('id', '=', id)
          .where('attempts', '=', attempts)
          .execute(),
      )
    },

    deliveries: async (project, limit) => {
      const found = await reading(() =>
        reader
          .selectFrom('alert_message')
          .innerJoin('alert_rule', 'alert_rule.id', 'alert_message.rule_id')
          .where('project', '=', storable(project))
          .select(['alert_message.id', 'rule_id', 'webhook_id', 'is_test', 'created', 'attempts'])
          .select(['next_at', 'status', 'failure', 'detail'])
          .orderBy('alert_message.id', 'desc')
          .limit(limit)
          .execute(),
      )
      return found.map(({ rule_id, webhook_id, is_test, created, attempts, next_at, ...last }) => ({
        id: webhook_id,
        rule: rule_id,
        isTest: is_test === 1,
        created,
        attempts,
        state: next_at !== null ? 'pending' : last.failure === null ? 'delivered' : 'failed',
        status: last.status,
        failure: last.failure,
        detail: last.detail,
        nextAttempt: next_at,
      }))
    },
  }
}

/** Keeps a message, which is due at once, and drops the oldest of the rule that ended. */
async function keepMessage(
  db: Transaction<Tables>,
  rule: number,
  { webhookId, event, isTest = false }: { webhookId: string; event: string; isTest?: boolean },
  at: Date,
): Promise<void> {
  await db
    .insertInto('alert_message')
    .values({
      rule_id: rule,
      webhook_id: webhookId,
      is_test: isTest ? 1 : 0,
      event: storable(event),
      created: at.toISOString(),
      attempts: 0,
      next_at: at.toISOString(),
      status: null,
      failure: null,
      detail: '',
    })
    .execute()
  const oldest = await db
    .selectFrom('alert_message')
    .select('id')
    .where('rule_id', '=', rule)
    .where('next_at', 'is', null)
    .orderBy('id', 'desc')
    .offset(MAX_ENDED)
    .limit(1)
    .executeTakeFirst()
  if (oldest !== undefined)
    await db
      .deleteFrom('alert_message')
      .where('rule_id', '=', rule)
      .where('next_at', 'is', null)
      .where('id', '<=', oldest.id)
      .execute()
}
