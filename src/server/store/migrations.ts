import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Migration } from 'kysely/migration'

import type { Engine } from './engine.ts'
import { StoreError } from './errors.ts'
import { addAlerts } from './migrate-alerts.ts'
import { addHistory } from './migrate-history.ts'
import type { MigrationTables, Tables } from './schema.ts'

/**
 * Brings the tables to the newest schema, all steps in one transaction. Two processes may do it at once: one waits
 * for the other and finds nothing left to do.
 *
 * @throws {StoreError} `newer` when a newer Openports has been here.
 */
export async function migrate(engine: Engine): Promise<void> {
  const steps = stepsFor(engine)
  const done = await stepsDone(engine.writer)
  const unknown = done.find((name) => !Object.hasOwn(steps, name))
  if (unknown !== undefined) {
    throw new StoreError(
      'newer',
      `${engine.place} was written by a newer Openports (its schema has the step ${unknown}): ` +
        `run that version, or keep this one's data elsewhere by setting ${engine.setting}`,
    )
  }
  if (Object.keys(steps).every((name) => done.includes(name))) return
  const provider = { getMigrations: () => Promise.resolve(steps) }
  await engine.waiting(async () => {
    const { error } = await new Migrator({ db: engine.writer, provider }).migrateToLatest()
    if (error !== undefined) throw error
  })
}

async function stepsDone(db: Kysely<Tables>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some((table) => table.name === 'kysely_migration')) return []
  const done = await db
    .$extendTables<MigrationTables>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute()
  return done.map((step) => step.name)
}

/** Steps run in the order of their names. One that was released is never edited: a change is a new step. */
export const stepsFor = (engine: Engine): Record<string, Migration> => ({
  '0001-snapshots-and-inventory': { up: (db: Kysely<Tables>) => createTables(db, engine) },
  '0002-sweeps-and-documents': { up: (db: Kysely<Tables>) => createSweepTables(db, engine) },
  '0003-saved-views': { up: (db: Kysely<Tables>) => createViewTable(db, engine) },
  '0004-sessions': { up: (db: Kysely<Tables>) => createSessionTable(db, engine) },
  '0005-whose-session': { up: (db: Kysely<Tables>) => addSessionIdentity(db, engine) },
  '0006-tokens-and-audit': { up: (db: Kysely<Tables>) => createTokenAndAuditTables(db, engine) },
  '0007-embed-tickets': { up: (db: Kysely<Tables>) => createTicketTable(db, engine) },
  '0008-quotas-of-sessions-and-audit': { up: (db: Kysely<Tables>) => addQuotas(db, engine) },
  '0009-snapshot-of-sweep': { up: addSweepSnapshot },
  '0010-history-of-servers': { up: (db: Kysely<Tables>) => addHistory(db, engine) },
  '0011-alerts': { up: (db: Kysely<Tables>) => addAlerts(db, engine) },
})

async function createTables(db: Kysely<Tables>, { text, id, keyed }: Engine): Promise<void> {
  await db.schema
    .createTable('project')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('kind', text, (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('enterprise_project')
    .addColumn('project', text, (c) => c.notNull().references('project.id'))
    .addColumn('id', text, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('enterprise_project_key', ['project', 'id'])
    .execute()
  await db.schema
    .createTable('scope')
    .addColumn('id', id.type, id.build)
    .addColumn('project', text, (c) => c.notNull().references('project.id'))
    .addColumn('category', text, (c) => c.notNull())
    .addColumn('enterprise_project', text, (c) => c.notNull())
    .addColumn('servers', 'bigint')
    .addUniqueConstraint('scope_of', ['project', 'category', 'enterprise_project'])
    .execute()

  await db.schema
    .createTable('snapshot')
    .addColumn('id', id.type, id.build)
    .addColumn('scope_id', 'bigint', (c) => c.notNull().references('scope.id'))
    .addColumn('read_from', text, (c) => c.notNull())
    .addColumn('read_to', text, (c) => c.notNull())
    .addColumn('whole_at', text, (c) => c.notNull())
    .addColumn('complete', 'double precision', (c) => c.notNull())
    .addColumn('rows', 'bigint', (c) => c.notNull())
    .addColumn('dangerous', 'bigint', (c) => c.notNull())
    .addColumn('exposure', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('snapshot_of_scope').on('snapshot').columns(['scope_id', 'id']).execute()
  // `until` before `port`: the current rows of a scope are then one range of the key, in the order of the ports.
  // No foreign key: PostgreSQL would look the scope up again for each of up to 262,144 rows.
  await db.schema
    .createTable('port_row')
    .addColumn('scope_id', 'bigint', (c) => c.notNull())
    .addColumn('until', 'bigint', (c) => c.notNull())
    .addColumn('port', 'integer', (c) => c.notNull())
    .addColumn('type', text, (c) => c.notNull())
    .addColumn('since', 'bigint', (c) => c.notNull())
    .addColumn('servers', 'bigint', (c) => c.notNull())
    .addColumn('status', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('port_row_key', ['scope_id', 'until', 'port', 'type'])
    .$call(keyed)
    .execute()

  await db.schema
    .createTable('host')
    .addColumn('id', id.type, id.build)
    .addColumn('scope_id', 'bigint', (c) => c.notNull().references('scope.id'))
    .addColumn('key', text, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('address', text, (c) => c.notNull())
    .addUniqueConstraint('host_of', ['scope_id', 'key'])
    .execute()
  await db.schema
    .createTable('listener')
    .addColumn('scope_id', 'bigint', (c) => c.notNull().references('scope.id'))
    .addColumn('port', 'integer', (c) => c.notNull())
    .addColumn('type', text, (c) => c.notNull())
    .addColumn('host_id', 'bigint', (c) => c.notNull().references('host.id'))
    .addColumn('container_id', text, (c) => c.notNull())
    .addColumn('listening_address', text, (c) => c.notNull())
    .addColumn('container_name', text, (c) => c.notNull())
    .addColumn('pid', 'bigint', (c) => c.notNull())
    .addColumn('path', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('listener_key', [
      'scope_id',
      'port',
      'type',
      'host_id',
      'container_id',
      'listening_address',
    ])
    .$call(keyed)
    .execute()
  await db.schema
    .createIndex('listener_of_host')
    .on('listener')
    .columns(['host_id', 'type', 'port'])
    .execute()
}

async function createSweepTables(db: Kysely<Tables>, { text, id, keyed }: Engine): Promise<void> {
  await db.schema
    .createTable('sweep')
    .addColumn('id', id.type, id.build)
    .addColumn('scope_id', 'bigint', (c) => c.notNull().references('scope.id'))
    .addColumn('begun', text, (c) => c.notNull())
    .addColumn('read_to', text, (c) => c.notNull())
    .addColumn('ended', text)
    .addColumn('step', 'bigint', (c) => c.notNull())
    .addColumn('progress', text, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('sweep_of_scope').on('sweep').columns(['scope_id', 'id']).execute()
  await db.schema
    .createTable('sweep_row')
    .addColumn('sweep_id', 'bigint', (c) => c.notNull())
    .addColumn('port', 'integer', (c) => c.notNull())
    .addColumn('type', text, (c) => c.notNull())
    .addColumn('servers', 'bigint', (c) => c.notNull())
    .addColumn('status', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('sweep_row_key', ['sweep_id', 'port', 'type'])
    .$call(keyed)
    .execute()
  await db.schema
    .createTable('document')
    .addColumn('key', text, (c) => c.primaryKey())
    .addColumn('text', text, (c) => c.notNull())
    .execute()
}

async function createViewTable(db: Kysely<Tables>, { text, keyed }: Engine): Promise<void> {
  await db.schema
    .createTable('saved_view')
    .addColumn('project', text, (c) => c.notNull().references('project.id'))
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('query', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('saved_view_key', ['project', 'name'])
    .$call(keyed)
    .execute()
}

async function createSessionTable(db: Kysely<Tables>, { text, keyed }: Engine): Promise<void> {
  await db.schema
    .createTable('session')
    .addColumn('key', text, (c) => c.primaryKey())
    .addColumn('opened', text, (c) => c.notNull())
    .addColumn('asked', text, (c) => c.notNull())
    .$call(keyed)
    .execute()
}

/** Earlier sessions have no user: they end, and their browsers request new ones. */
async function addSessionIdentity(db: Kysely<Tables>, engine: Engine): Promise<void> {
  await db.schema.dropTable('session').execute()
  await createSessionTable(db, engine)
  await db.schema
    .alterTable('session')
    .addColumn('subject', engine.text, (c) => c.notNull().defaultTo(''))
    .execute()
  await db.schema
    .alterTable('session')
    .addColumn('identity', engine.text, (c) => c.notNull().defaultTo(''))
    .execute()
}

async function createTokenAndAuditTables(db: Kysely<Tables>, { text, id }: Engine): Promise<void> {
  await db.schema
    .createTable('api_token')
    .addColumn('key', text, (c) => c.primaryKey())
    .addColumn('name', text, (c) => c.notNull().unique())
    .addColumn('grants', text, (c) => c.notNull())
    .addColumn('created', text, (c) => c.notNull())
    .addColumn('expires', text)
    .addColumn('used', text)
    .execute()
  await db.schema
    .createTable('audit')
    .addColumn('id', id.type, id.build)
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('subject', text, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('action', text, (c) => c.notNull())
    .addColumn('project', text)
    .addColumn('detail', text, (c) => c.notNull())
    .addColumn('address', text, (c) => c.notNull())
    .addColumn('times', 'bigint', (c) => c.notNull())
    .execute()
}

async function createTicketTable(db: Kysely<Tables>, { text, keyed }: Engine): Promise<void> {
  await db.schema
    .createTable('embed_ticket')
    .addColumn('key', text, (c) => c.primaryKey())
    .addColumn('identity', text, (c) => c.notNull())
    .addColumn('audience', text, (c) => c.notNull())
    .addColumn('ancestor', text, (c) => c.notNull())
    .addColumn('expires', text, (c) => c.notNull())
    .$call(keyed)
    .execute()
}

/** What is counted by whose session it is, and by what was done, is found by an index. */
async function addQuotas(db: Kysely<Tables>, { text }: Engine): Promise<void> {
  await db.schema.createIndex('session_of_subject').on('session').columns(['subject', 'asked']).execute()
  await db.schema.alterTable('audit').addColumn('fold', text).execute()
  await db.schema.createIndex('audit_fold').on('audit').column('fold').unique().execute()
  await db.schema.createIndex('audit_of_action').on('audit').columns(['action', 'id']).execute()
}

/** Of a sweep that goes on it is not known whether its rows are shown: it says null, and its next page compares them all. */
const addSweepSnapshot = (db: Kysely<Tables>): Promise<void> =>
  db.schema.alterTable('sweep').addColumn('snapshot_id', 'bigint').execute()
