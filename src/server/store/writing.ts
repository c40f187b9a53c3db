import { setImmediate as nextTurn } from 'node:timers/promises'

import type { Kysely, RawBuilder, Transaction } from 'kysely'

import type { ProjectKind } from '#contract/projects.ts'
import type { Scope } from '#contract/scope.ts'

import type { Engine } from './engine.ts'
import { StoreError } from './errors.ts'
import type { Tables } from './schema.ts'
import { storable } from './text.ts'

/** Rows that one statement carries, and one turn of the event loop handles: some milliseconds. */
export const CHUNK = 4_096

/** A project locked for writing until the work is done. */
export type Write = {
  db: Transaction<Tables>
  elements: Engine['elements']
  /** Lets requests be served while a chunk is worked on. Throws when the store was closed meanwhile. */
  pause: () => Promise<void>
}

/** Runs work on one project in one transaction: whole or not at all, and one at a time in all processes. */
export type WriteTo = <Result>(
  project: { id: string; kind: ProjectKind },
  work: (write: Write) => Promise<Result>,
) => Promise<Result>

/**
 * The first statement writes the project's row. In PostgreSQL that locks the row, in SQLite the whole file, and in both
 * what is read afterwards includes all that the one before committed. A project without a description is created, under
 * its own id.
 */
export const writingTo =
  (engine: Engine, closed: AbortSignal): WriteTo =>
  async (project, work) => {
    const pause = async (): Promise<void> => {
      await nextTurn()
      closed.throwIfAborted()
    }
    try {
      return await engine.writer.transaction().execute(async (db) => {
        await engine.waiting(() => lock(db, project))
        return await work({ db, elements: engine.elements, pause })
      })
    } catch (error) {
      throw closed.aborted ? closedBefore(error) : engine.explain(error)
    }
  }

const closedBefore = (error: unknown): StoreError =>
  new StoreError('closed', 'the store was closed before the work was done: nothing of it was stored', error)

const lock = (db: Kysely<Tables>, { id, kind }: { id: string; kind: ProjectKind }): Promise<unknown> =>
  db
    .insertInto('project')
    .values({ id: storable(id), name: storable(id), kind })
    .onConflict((existing) => existing.column('id').doUpdateSet((eb) => ({ name: eb.ref('project.name') })))
    .execute()

/** The number of a scope, made on its first use. The project has to be locked. */
export async function scopeId(db: Kysely<Tables>, scope: Scope): Promise<number> {
  const values = {
    project: storable(scope.project),
    category: scope.category,
    enterprise_project: storable(scope.enterpriseProject),
  }
  const { id } = await db
    .insertInto('scope')
    .values(values)
    .onConflict((existing) =>
      existing
        .columns(['project', 'category', 'enterprise_project'])
        .doUpdateSet((eb) => ({ category: eb.ref('scope.category') })),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** A list in parts of at most `CHUNK`. */
export function* chunks<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let from = 0; from < items.length; from += CHUNK) yield items.slice(from, from + CHUNK)
}

/** Runs a statement for each chunk of a list, whose items are made ready while the one before runs. */
export async function inChunks<Item>(
  { db, elements, pause }: Write,
  items: readonly Item[],
  valuesOf: (item: Item) => readonly (string | number)[],
  statement: (values: RawBuilder<unknown>) => RawBuilder<unknown>,
): Promise<void> {
  let before: Promise<unknown> = Promise.resolve()
  for (const chunk of chunks(items)) {
    const values = JSON.stringify(chunk.map(valuesOf))
    await Promise.all([before, pause()])
    before = statement(elements(values)).execute(db)
  }
  await before
}
