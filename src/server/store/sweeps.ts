import type { PortRow } from '#contract/port-row.ts'
import type { Scope } from '#contract/scope.ts'

import { noteCollection } from './collection-spans.ts'
import { StoreError } from './errors.ts'
import { scopesOf } from './scope-query.ts'
import type { Reader } from './scope-query.ts'
import { EVERY_PORT, isAmong, newestSnapshot, recordStaged, stage } from './staging.ts'
import type { Ports } from './staging.ts'
import type { Statements } from './statements.ts'
import type { Sweep, SweepPage, SweepStore } from './sweep-types.ts'
import { storable, storableInstant } from './text.ts'
import { scopeId } from './writing.ts'
import type { Write, WriteTo } from './writing.ts'

/** Sweeps of a scope that are kept to be looked at. */
const KEPT = 20

export const sweepStore = ({
  writeTo,
  reader,
  reading,
}: {
  writeTo: WriteTo
  reader: Reader
  reading: Statements['reading']
}): SweepStore => {
  const writing = <Result>(scope: Scope, work: (write: Write) => Promise<Result>): Promise<Result> =>
    writeTo({ id: scope.project, kind: 'hss' }, work)

  return {
    begin: (scope, at, progress) => writing(scope, (write) => begin(write, scope, { at, progress })),
    take: (sweep, page) => writing(sweep.scope, (write) => take(write, sweep, page)),
    note: (sweep, progress) =>
      writing(sweep.scope, async (write) => {
        const { snapshot } = await current(write, sweep)
        return update(write, { ...sweep, progress }, snapshot)
      }),
    rows: (sweep, ports) => reading(() => rowsOf(reader, sweep.id, ports)),
    ofProject: (project) => reading(() => ofProject(reader, project)),
    completeRows: (scope) => reading(() => completeRows(reader, scope)),
  }
}

async function begin(
  write: Write,
  scope: Scope,
  { at, progress }: { at: string; progress: string },
): Promise<Sweep> {
  const { db } = write
  const scope_id = await scopeId(db, scope)
  const instant = storableInstant(at)
  const open = await db
    .updateTable('sweep')
    .set({ ended: instant })
    .where('scope_id', '=', scope_id)
    .where('ended', 'is', null)
    .returning('id')
    .execute()
  for (const { id } of open) await db.deleteFrom('sweep_row').where('sweep_id', '=', id).execute()
  const { id } = await db
    .insertInto('sweep')
    .values({
      scope_id,
      begun: instant,
      read_to: instant,
      ended: null,
      step: 0,
      progress: storable(progress),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, scope, begun: instant, readTo: instant, ended: null, step: 0, progress }
}

async function take(write: Write, sweep: Sweep, page: SweepPage): Promise<Sweep> {
  const { scope, snapshot } = await current(write, sweep)
  await stagePage(write, sweep.id, page)
  const readTo = storableInstant(page.readAt)

  const last = await newestSnapshot(write, scope)
  const isShown = snapshot !== null && snapshot === last?.id
  let shown: number | null = null
  const isKnown = page.complete === 1 || page.rows.length > 0 || (await hasRows(write, sweep.id))
  if (isKnown && (page.complete === 1 || last === undefined || isShown || isMore(page, last))) {
    const read = { readFrom: sweep.begun, readTo, complete: page.complete }
    const ports = isShown ? portsOf(page) : EVERY_PORT
    const mark = await recordStaged(write, { scope, sweep: sweep.id, last }, read, ports)
    shown = mark.id
    if (page.complete === 1) await noteCollection(write, scope, readTo)
  }
  const ended = page.isEnd ? readTo : null
  if (page.isEnd) {
    await write.db.deleteFrom('sweep_row').where('sweep_id', '=', sweep.id).execute()
    await prune(write, scope)
  }
  return update(write, { ...sweep, progress: page.progress, readTo, ended, step: sweep.step + 1 }, shown)
}

/** A sweep that brought no row so far knows of none: that is not the same as that there are none. */
const hasRows = async ({ db }: Write, sweep: number): Promise<boolean> =>
  (await db.selectFrom('sweep_row').select('port').where('sweep_id', '=', sweep).limit(1).execute()).length >
  0

/** The ports whose staged rows a page may change. */
function portsOf({ clear, replaces, rows }: SweepPage): Ports {
  if (clear) return EVERY_PORT
  return replaces ?? [...new Set(rows.map(({ port }) => port))]
}

/** Of two partial snapshots the fuller one is shown: a new sweep does not hide what the one before found. */
const isMore = (page: SweepPage, last: { complete: number }): boolean =>
  last.complete < 1 && page.complete >= last.complete

/** The scope of a sweep that goes on from where `sweep` was read, and the snapshot that has just its rows so far. */
async function current({ db }: Write, sweep: Sweep): Promise<{ scope: number; snapshot: number | null }> {
  const found = await db
    .selectFrom('sweep')
    .select(['scope_id as scope', 'snapshot_id as snapshot'])
    .where('id', '=', sweep.id)
    .where('step', '=', sweep.step)
    .where('ended', 'is', null)
    .executeTakeFirst()
  if (!found) throw new StoreError('superseded', 'another process went on with the sweep')
  return found
}

async function update({ db }: Write, next: Sweep, snapshot: number | null): Promise<Sweep> {
  const { id, progress, readTo, ended, step } = next
  await db
    .updateTable('sweep')
    .set({ progress: storable(progress), read_to: readTo, ended, step, snapshot_id: snapshot })
    .where('id', '=', id)
    .execute()
  return next
}

async function stagePage(write: Write, sweep: number, { clear, replaces, rows }: SweepPage): Promise<void> {
  const staged = write.db.deleteFrom('sweep_row').where('sweep_id', '=', sweep)
  if (clear) await staged.execute()
  if (replaces) await staged.where('port', '>=', replaces.from).where('port', '<=', replaces.to).execute()
  await stage(write, sweep, rows)
}

const rowsOf = (db: Reader, sweep: number, ports: readonly number[]): Promise<PortRow[]> =>
  db
    .selectFrom('sweep_row')
    .select(['port', 'type', 'servers', 'status'])
    .where('sweep_id', '=', sweep)
    .where(isAmong('port', ports))
    .execute()

async function completeRows(db: Reader, scope: Scope): Promise<number | null> {
  const last = await scopesOf(db, scope)
    .innerJoin('snapshot', 'snapshot.scope_id', 'scope.id')
    .select(['snapshot.complete', 'snapshot.rows'])
    .orderBy('snapshot.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.complete === 1 ? last.rows : null
}

async function prune({ db }: Write, scope: number): Promise<void> {
  const oldest = await db
    .selectFrom('sweep')
    .select('id')
    .where('scope_id', '=', scope)
    .orderBy('id', 'desc')
    .offset(KEPT - 1)
    .limit(1)
    .executeTakeFirst()
  if (oldest) await db.deleteFrom('sweep').where('scope_id', '=', scope).where('id', '<', oldest.id).execute()
}

async function ofProject(db: Reader, project: string): Promise<Sweep[]> {
  const found = await db
    .selectFrom('sweep')
    .innerJoin('scope', 'scope.id', 'sweep.scope_id')
    .where('scope.project', '=', storable(project))
    .select(['sweep.id', 'sweep.begun', 'sweep.read_to', 'sweep.ended', 'sweep.step', 'sweep.progress'])
    .select(['scope.category', 'scope.enterprise_project'])
    .orderBy('sweep.id', 'desc')
    .execute()
  return found.map(({ id, begun, read_to, ended, step, progress, category, enterprise_project }) => ({
    id,
    scope: { project, category, enterpriseProject: enterprise_project },
    begun,
    readTo: read_to,
    ended,
    step,
    progress,
  }))
}
