import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

import { CAME, CAME_FIRST } from '#analysis/row-set.ts'
import type { RowHistory } from '#analysis/row-set.ts'
import type { PortRow } from '#contract/port-row.ts'

import { readRanges } from './coverage-sets.ts'
import { covers } from './coverage.ts'
import { OPEN } from './schema.ts'
import type { Reader } from './scope-query.ts'

/** How far back gaps are looked for, in ms: a row that was closed and opened before counts as open since it was first seen. */
const WINDOW = 30 * 24 * 3_600_000

/** Scopes as of a snapshot, of which it is known, or not, which servers stood behind their rows. */
type Asked = { db: Reader; scopes: readonly number[]; snapshot: number; knowsServers: boolean }

/** A row of one scope: from snapshot `since` on, before snapshot `until`. */
type Span = { scope: number; port: number; type: string; since: number; until: number }

/**
 * When the rows of a snapshot began. Rows that are as the first complete snapshot had them, which are most, are not looked at;
 * of the others, what ended within the last 30 days is, and what was first.
 */
export async function readRowHistory(asked: Asked, rows: readonly PortRow[]): Promise<RowHistory> {
  const { db, scopes, snapshot } = asked
  const snapshots = await db
    .selectFrom('snapshot')
    .select(['id', 'scope_id as scope', 'whole_at', 'complete'])
    .where('scope_id', 'in', scopes)
    .where('id', '<=', snapshot)
    .orderBy('id')
    .execute()
  const atOf = new Map(snapshots.map(({ id, whole_at }) => [id, Date.parse(whole_at)]))
  /** Until then nothing tells what came from what was read for the first time. */
  const baselines = new Map<number, number>()
  for (const { id, scope, complete } of snapshots.toReversed()) if (complete >= 1) baselines.set(scope, id)
  const baselineOf = (scope: number): number => baselines.get(scope) ?? snapshot
  const end = Math.max(...atOf.values())
  const windowStart = snapshots.findLast(({ whole_at }) => Date.parse(whole_at) <= end - WINDOW)?.id ?? 0
  const least = Math.min(snapshot, ...baselines.values())

  const begun = await readBegun(asked, least)
  const ended = Map.groupBy(await readEnded(asked, windowStart), nameOf)
  const isKnown = await readCovered(asked, Math.max(least, windowStart))
  /** Whether what began in a scope with a snapshot came then, or was looked at first. */
  const cameAt = ({ scope, since, port, type }: Omit<Span, 'until'>): boolean =>
    since > baselineOf(scope) && (since <= windowStart || isKnown({ scope, since, port, type }))

  const moments: { snapshot: number; at: number }[] = []
  const places = new Map<number, number>()
  const placeOf = (id: number): number => {
    const place = places.get(id) ?? places.size
    if (place === places.size) {
      places.set(id, place)
      moments.push({ snapshot: id, at: Math.floor((atOf.get(id) ?? 0) / 1000) })
    }
    return place
  }
  const history = {
    first: new Uint32Array(rows.length),
    opened: new Uint32Array(rows.length),
    came: new Uint8Array(rows.length),
  }
  placeOf(least)
  rows.forEach((row, i) => {
    const own = begun.get(nameOf(row))
    if (own === undefined) return // as the first complete snapshot had it
    const opened = openedAt(own, ended.get(nameOf(row)) ?? [], windowStart)
    const earliest = own.reduce((a, b) => (a.first <= b.first ? a : b))
    const first = earliest.first < opened.since ? { ...earliest, since: earliest.first } : opened
    const isUnbroken = opened.since <= windowStart || first.since === opened.since
    const cameFirst = cameAt(first)
    history.first[i] = placeOf(first.since)
    history.opened[i] = placeOf(isUnbroken ? first.since : opened.since)
    history.came[i] = (cameFirst ? CAME_FIRST : 0) | ((isUnbroken ? cameFirst : cameAt(opened)) ? CAME : 0)
  })
  return { moments, ...history }
}

const nameOf = ({ port, type }: { port: number; type: string }): string => `${port}/${type}`

type Begun = Span & { first: number }

/** The rows of a snapshot that began later than the first complete ones, with when each was seen first, by port and type. */
async function readBegun({ db, scopes, snapshot }: Asked, after: number): Promise<Map<string, Begun[]>> {
  const begun: RawBuilder<Begun> = sql`(
    select own.scope_id as scope, own.port, own.type, own.since, own.until, coalesce(before.since, own.since) as first
    from port_row as own
    left join port_row as before on before.scope_id = own.scope_id and before.port = own.port and before.type = own.type
      and before.until = (
        select min(ended.until) from port_row as ended
        where ended.scope_id = own.scope_id and ended.port = own.port and ended.type = own.type
          and ended.until < ${sql.lit(OPEN)} and ended.until <= own.since
      )
    where own.scope_id in (${sql.join(scopes)}) and own.since > ${after} and own.since <= ${snapshot}
      and own.until > ${snapshot}
  )`
  const found = Map.groupBy(await db.selectFrom(begun.as('begun')).selectAll().execute(), nameOf)
  if (scopes.length < 2 || found.size === 0) return found
  // What is as it was in another scope is open there, too.
  const still = await db
    .selectFrom('port_row')
    .select(['scope_id as scope', 'port', 'type', 'since', 'until'])
    .where('scope_id', 'in', scopes)
    .where('since', '<=', after)
    .where('until', '>', snapshot)
    .execute()
  for (const row of still) found.get(nameOf(row))?.push({ ...row, first: row.since })
  return found
}

/** What ended with a snapshot of the last 30 days. */
const readEnded = ({ db, scopes, snapshot }: Asked, windowStart: number): Promise<Span[]> =>
  db
    .selectFrom('port_row')
    .select(['scope_id as scope', 'port', 'type', 'since', 'until'])
    .where('scope_id', 'in', scopes)
    .where('until', '>', windowStart)
    .where('until', '<=', snapshot)
    .execute()

/** With which span a row began that was never closed since. */
function openedAt(own: readonly Span[], ended: readonly Span[], windowStart: number): Span {
  let opened = own.reduce((a, b) => (a.since <= b.since ? a : b))
  for (const span of ended.toSorted((a, b) => b.until - a.until)) {
    if (opened.since <= windowStart || span.until < opened.since) break
    if (span.since < opened.since) opened = span
  }
  return opened
}

/** Whether a server that a port was found on had been looked at there before: of scopes whose servers are known. */
async function readCovered(
  { db, scopes, snapshot, knowsServers }: Asked,
  after: number,
): Promise<(span: Omit<Span, 'until'>) => boolean> {
  if (!knowsServers) return () => true
  type Found = Omit<Span, 'until'> & { ranges: string }
  const found: RawBuilder<Found> = sql`(
    select distinct listener.scope_id as scope, listener.port, listener.type, listener.since, coverage.ranges
    from listener
    join host_coverage on host_coverage.scope_id = listener.scope_id and host_coverage.host_id = listener.host_id
      and host_coverage.since < listener.since and host_coverage.until >= listener.since
    join coverage on coverage.id = host_coverage.coverage_id
    where listener.scope_id in (${sql.join(scopes)}) and listener.since > ${after} and listener.since <= ${snapshot}
  )`
  const covered = new Set<string>()
  const rangesOf = new Map<string, ReturnType<typeof readRanges>>()
  for (const { ranges, scope, port, type, since } of await db
    .selectFrom(found.as('found'))
    .selectAll()
    .execute()) {
    const known = rangesOf.get(ranges) ?? readRanges(ranges)
    rangesOf.set(ranges, known)
    if (covers(known, port, type)) covered.add(`${scope}/${since}/${port}/${type}`)
  }
  return ({ scope, since, port, type }) => covered.has(`${scope}/${since}/${port}/${type}`)
}
