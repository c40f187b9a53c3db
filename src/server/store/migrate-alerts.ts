import { sql } from 'kysely'
import type { Kysely } from 'kysely'

import type { Engine } from './engine.ts'
import type { Tables } from './schema.ts'

/** Alert rules and their messages. The view of a rule is no foreign key: a rule outlives it, and says so. */
export async function addAlerts(db: Kysely<Tables>, { text, id }: Engine): Promise<void> {
  await db.schema
    .createTable('alert_rule')
    .addColumn('id', id.type, id.build)
    .addColumn('project', text, (c) => c.notNull().references('project.id'))
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('view', text, (c) => c.notNull())
    .addColumn('causes', text, (c) => c.notNull())
    .addColumn('format', text, (c) => c.notNull())
    .addColumn('language', text, (c) => c.notNull())
    .addColumn('url', text, (c) => c.notNull())
    .addColumn('secret', text, (c) => c.notNull())
    .addColumn('enabled', 'integer', (c) => c.notNull())
    .addColumn('evaluated', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('alert_rule_of_project').on('alert_rule').column('project').execute()
  await db.schema
    .createTable('alert_message')
    .addColumn('id', id.type, id.build)
    .addColumn('rule_id', 'bigint', (c) => c.notNull().references('alert_rule.id').onDelete('cascade'))
    .addColumn('webhook_id', text, (c) => c.notNull().unique())
    .addColumn('is_test', 'integer', (c) => c.notNull())
    .addColumn('event', text, (c) => c.notNull())
    .addColumn('created', text, (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('next_at', text)
    .addColumn('status', 'integer')
    .addColumn('failure', text)
    .addColumn('detail', text, (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('alert_message_of_rule')
    .on('alert_message')
    .columns(['rule_id', 'id'])
    .execute()
  // Few are due at a time, of many that ended.
  await sql`create index alert_message_due on alert_message (next_at) where next_at is not null`.execute(db)
}
