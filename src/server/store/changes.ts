import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

import { createKeys, foldChanges, movedByRows, partlyKnown, sumCauses } from '#analysis/causes.ts'
import type { Moved, ScopeRow } from '#analysis/causes.ts'
import type { Comparison } from '#contract/changes-query.ts'
import { CAUSES } from '#contract/changes.ts'
import type { Cause, Cell, Change, Changes, Figures } from '#contract/changes.ts'
import type { Category } from '#contract/scope.ts'

import { comparedScopes } from './compared-scopes.ts'
import type { ComparedScope } from './compared-scopes.ts'
import type { Engine } from './engine.ts'
import { OPEN } from './schema.ts'
import { atOneInstant } from './scope-query.ts'
import type { Reader } from './scope-query.ts'
import { readAffected, readMoved } from './server-moves.ts'
import type { Socket } from './server-moves.ts'

/**
 * What questions to a transaction need: itself, how lists are given to the database, numbers for (port, type)s, and where they
 * are about one of these alone, which.
 */
type Asking = {
  db: Reader
  elements: Engine['elements']
  category: Category
  keyOf: ReturnType<typeof createKeys>
  only?: Socket
}

/**
 * @see Store.changes
 *
 * Only rows and listeners that began or ended between the two moments are looked at, and of other scopes the rows of the
 * ports that they are of.
 */
export const readChanges = (
  { reader, elements }: Pick<Engine, 'reader' | 'elements'>,
  comparison: Comparison,
): Promise<Changes> =>
  atOneInstant(reader, async (db) => {
    const asking: Asking = { db, elements, category: comparison.scopeQuery.category, keyOf: createKeys() }
    const { from, to, scopes } = await comparedScopes(db, comparison)
    const { compared, changes } = await compareRows(asking, scopes)
    const affected: Partial<Record<Cause, number>>[] = []
    for (const [scope, rows] of compared) affected.push(await affectedIn(asking, scope, rows))
    return {
      from,
      to,
      scopes: scopes.map(({ enterpriseProject, base, stand }) => ({
        enterpriseProject,
        from: base && { id: base.id, at: base.at },
        to: { id: stand.id, at: stand.at },
      })),
      complete: Math.min(1, ...scopes.map(({ stand }) => stand.complete)),
      figures: {
        before: await figuresOf(asking, scopes, 'base'),
        after: await figuresOf(asking, scopes, 'stand'),
        causes: sumCauses(changes, areServersKnown(scopes) ? sumOf(affected) : null),
      },
      changes,
    }
  })

/** Changes of several scopes, as of one; and in each of them, the rows that tell of it. */
async function compareRows(
  asking: Asking,
  scopes: readonly ComparedScope[],
): Promise<{ compared: Map<ComparedScope, Map<number, ScopeRow>>; changes: Change[] }> {
  const compared = new Map<ComparedScope, Map<number, ScopeRow>>()
  for (const scope of scopes) compared.set(scope, await changedRows(asking, scope))
  await addStillRows(asking, compared)
  const rows = [...compared.values()].flatMap((rows) => [...rows.values()])
  return { compared, changes: foldChanges(rows, await readClosed(asking, scopes, rows), compared.size > 1) }
}

/** How a (port, type) of a scope query differs between two moments; null where it does not. */
export async function compareSocket(
  asked: Pick<Asking, 'db' | 'elements' | 'category'>,
  only: Socket,
  scopes: readonly ComparedScope[],
): Promise<Change | null> {
  const { changes } = await compareRows({ ...asked, keyOf: createKeys(), only }, scopes)
  return changes[0] ?? null
}

/** Whether it is known of all scopes which servers stood behind both snapshots. */
const areServersKnown = (scopes: readonly ComparedScope[]): boolean =>
  scopes.length > 0 && scopes.every(({ base, stand }) => stand.affected !== null && base?.affected !== null)

const sumOf = (parts: readonly Partial<Record<Cause, number>>[]): Partial<Record<Cause, number>> =>
  Object.fromEntries(CAUSES.map((cause) => [cause, parts.reduce((sum, part) => sum + (part[cause] ?? 0), 0)]))

/** The rows of a scope that differ, or whose servers do; without those that only their servers tell apart, of which no row is known yet. */
async function changedRows(asking: Asking, compared: ComparedScope): Promise<Map<number, ScopeRow>> {
  const { db, keyOf, only } = asking
  const { scope, base, stand } = compared
  const since = base?.id ?? 0
  // Rows are many: each is one object, in which both sides are put.
  type Changed = { port: number; type: string; before: Cell | null; after: Cell | null; moved: Moved }
  const rows = new Map<number, Changed>()
  const rowOf = ({ port, type }: Socket): Changed => {
    const key = keyOf({ port, type })
    const known = rows.get(key)
    if (known !== undefined) return known
    const made = { port, type, before: null, after: null, moved: NOTHING_MOVED }
    rows.set(key, made)
    return made
  }
  const rowsOfScope = db
    .selectFrom('port_row')
    .select(['port', 'type', 'servers', 'status'])
    .where('scope_id', '=', scope)
    .$if(only !== undefined, (rows) =>
      rows.where('port', '=', only?.port ?? 0).where('type', '=', only?.type ?? ''),
    )
  const ended = rowsOfScope
    .where('until', '>', since)
    .where('until', '<=', stand.id)
    .where('since', '<=', since)
  const begun = rowsOfScope
    .where('since', '>', since)
    .where('since', '<=', stand.id)
    .where('until', '>', stand.id)
  if (base !== null)
    for (const row of await ended.execute()) rowOf(row).before = { servers: row.servers, status: row.status }
  for (const row of await begun.execute()) rowOf(row).after = { servers: row.servers, status: row.status }

  const known = { hasBase: base !== null, isWhole: stand.complete >= 1 }
  const reference = await referenceOf(asking, compared)
  if (reference === null) {
    for (const row of rows.values()) row.moved = movedByRows(row.before, row.after, known)
    return rows
  }
  const moved = await readMoved({ ...asking, scope, from: reference, to: stand.id })
  if (reference === since) {
    for (const [words, own] of moved) {
      const [digits = '', type = ''] = words.split('/')
      rowOf({ port: Number(digits), type }).moved = own
    }
    return rows
  }
  for (const row of rows.values())
    row.moved = partlyKnown(row, moved.get(`${row.port}/${row.type}`) ?? NOTHING_MOVED)
  return rows
}

const NOTHING_MOVED: Moved = {}

/** The first snapshot from the base on of which the servers are known; null where they are not, or nothing is compared. */
async function referenceOf({ db }: Asking, { scope, base, stand }: ComparedScope): Promise<number | null> {
  if (base === null || stand.affected === null) return null
  if (base.affected !== null) return base.id
  const { first } = await db
    .selectFrom('snapshot')
    .where('scope_id', '=', scope)
    .where('id', '>', base.id)
    .where('affected', 'is not', null)
    .select((eb) => eb.fn.min('id').as('first'))
    .executeTakeFirstOrThrow()
  return first
}

/** Adds the rows that are as they were, in scopes where a port is that changed in another, or whose servers changed. */
async function addStillRows(
  { db, elements, keyOf }: Asking,
  compared: ReadonlyMap<ComparedScope, Map<number, ScopeRow>>,
): Promise<void> {
  const changed = new Map<number, number>()
  for (const rows of compared.values())
    for (const [key, { port, before, after }] of rows)
      if (compared.size > 1 || (before === null && after === null)) changed.set(key, port)
  for (const [{ scope, base, stand }, rows] of compared) {
    if (base === null) continue
    const isStill = (key: number): boolean => {
      const row = rows.get(key)
      return row === undefined ? compared.size > 1 : row.before === null && row.after === null
    }
    const ports = new Set([...changed].flatMap(([key, port]) => (isStill(key) ? [port] : [])))
    if (ports.size === 0) continue
    const still = await db
      .selectFrom('port_row')
      .select(['port', 'type', 'servers', 'status'])
      .where('scope_id', '=', scope)
      .where('since', '<=', base.id)
      .where('until', '>', stand.id)
      .where(among(elements, ports))
      .execute()
    for (const row of still) {
      const { port, type, servers, status } = row
      if (!changed.has(keyOf(row))) continue
      const cell = { servers, status }
      rows.set(keyOf(row), {
        port,
        type,
        before: cell,
        after: cell,
        moved: rows.get(keyOf(row))?.moved ?? {},
      })
    }
  }
}

const among = (elements: Engine['elements'], ports: ReadonlySet<number>): RawBuilder<boolean> =>
  sql`port in (select cast(value ->> 0 as integer) from ${elements(JSON.stringify([...ports].map((port) => [port])))})`

/** When ports that came had been closed last, in any of the scopes. */
async function readClosed(
  { db, elements, keyOf }: Asking,
  scopes: readonly ComparedScope[],
  rows: readonly ScopeRow[],
): Promise<(port: number, type: string) => string | null> {
  const ports = new Set(
    rows.flatMap(({ port, before, after }) => (before === null && after !== null ? [port] : [])),
  )
  const closed = new Map<number, string>()
  for (const { scope, base } of ports.size === 0 ? [] : scopes) {
    if (base === null) continue
    const ended = await db
      .selectFrom('port_row')
      .innerJoin('snapshot', 'snapshot.id', 'port_row.until')
      .where('port_row.scope_id', '=', scope)
      .where('until', '<=', base.id)
      .where('until', '<', sql.lit(OPEN))
      .where(among(elements, ports))
      .groupBy(['port', 'type'])
      .select(['port', 'type'])
      .select((eb) => eb.fn.max('snapshot.whole_at').as('at'))
      .execute()
    for (const row of ended) {
      const known = closed.get(keyOf(row))
      if (known === undefined || known < row.at) closed.set(keyOf(row), row.at)
    }
  }
  return (port, type) => closed.get(keyOf({ port, type })) ?? null
}

async function affectedIn(
  asking: Asking,
  { scope, base, stand }: ComparedScope,
  rows: ReadonlyMap<number, ScopeRow>,
): Promise<Partial<Record<Cause, number>>> {
  if (base === null) return { firstRead: stand.affected ?? 0 }
  if (base.affected === null || stand.affected === null) return {}
  const isConcerned = [...rows.values()].some(
    ({ before, after }) => before?.status === 'danger' || after?.status === 'danger',
  )
  return isConcerned ? readAffected({ ...asking, scope, from: base.id, to: stand.id }) : {}
}

/** The figures of scopes as one, at one of the two moments. */
async function figuresOf(
  { db }: Asking,
  scopes: readonly ComparedScope[],
  moment: 'base' | 'stand',
): Promise<Figures> {
  const there = scopes.flatMap((scope) =>
    scope[moment] === null ? [] : [{ scope: scope.scope, ...scope[moment] }],
  )
  const [only] = there
  const sum = (figure: (stand: (typeof there)[number]) => number) =>
    there.reduce((all, one) => all + figure(one), 0)
  const counted =
    there.length > 1
      ? await db
          .selectFrom(
            db
              .selectFrom('port_row')
              .where((eb) =>
                eb.or(
                  there.map(({ scope, id }) =>
                    eb.and([eb('scope_id', '=', scope), eb('since', '<=', id), eb('until', '>', id)]),
                  ),
                ),
              )
              .groupBy(['port', 'type'])
              .select(sql<number>`max(case when status = 'danger' then 1 else 0 end)`.as('dangerous'))
              .as('row'),
          )
          .select((eb) => eb.fn.countAll<number>().as('rows'))
          .select(sql<number>`cast(coalesce(sum(dangerous), 0) as bigint)`.as('dangerous'))
          .executeTakeFirstOrThrow()
      : { rows: only?.rows ?? 0, dangerous: only?.dangerous ?? 0 }
  return {
    rows: counted.rows,
    dangerous: counted.dangerous,
    instances: sum(({ exposure }) => exposure),
    affected: areServersKnown(scopes) ? sum(({ affected }) => affected ?? 0) : null,
  }
}
