import { openPort } from '#analysis/open-port.ts'
import type { HistoryPort } from '#analysis/servers-answers.ts'
import type { ServerChange } from '#contract/servers.ts'

import { readRanges } from './coverage-sets.ts'
import { covers } from './coverage.ts'
import type { Reader } from './scope-query.ts'
import type { HistoryQuery, ServerStore } from './server-types.ts'
import type { Coverage } from './types.ts'

/** From snapshot `since` on, to before snapshot `until`. */
type Interval = { since: number; until: number }
type Covered = Interval & { ranges: readonly Coverage[] }

/**
 * @see ServerStore.history
 *
 * A server with an address that two programs share, or that moved from one address to another, had its port all the while.
 */
export async function readServerHistory(
  db: Reader,
  { host, containerId, category, snapshot }: HistoryQuery,
): ReturnType<ServerStore['history']> {
  const listeners = await db
    .selectFrom('listener')
    .where('host_id', '=', host)
    .where('since', '<=', snapshot)
    .$if(category === 'container', (all) => all.where('container_id', '=', containerId))
    .select(['port', 'type', 'listening_address as address', 'path', 'pid', 'since', 'until'])
    .orderBy('since')
    .execute()
  const covered = await coverageOf(db, host)
  const ids = [...new Set(listeners.flatMap(({ since, until }) => [since, until]))]
  const instants = await instantsOf(db, host, ids)
  const at = (id: number): string => instants.get(id) ?? ''

  const ports: HistoryPort[] = []
  const changes: (ServerChange & { snapshot: number })[] = []
  const first = listeners[0]?.since ?? 0
  for (const own of Map.groupBy(listeners, ({ port, type }) => `${port}/${type}`).values()) {
    const [{ port, type } = { port: 0, type: '' }] = own
    const spans = joined(own)
    for (const [i, { since, until }] of spans.entries()) {
      const wasCovered = isCovered(covered, since - 1, { port, type })
      const came = wasCovered ? (i > 0 ? 'reopened' : 'opened') : 'firstRead'
      if (since > first) changes.push({ at: at(since), port, type, cause: came, snapshot: since })
      if (until > snapshot)
        ports.push(
          openPort(
            { port, type, firstSeen: at(spans[0]?.since ?? since), openSince: at(since) },
            own.filter((listener) => holds(listener, snapshot)),
          ),
        )
      else {
        const isRead = covered.some((one) => holds(one, until))
        changes.push({
          at: at(until),
          port,
          type,
          cause: isRead ? 'closed' : 'noLongerRead',
          snapshot: until,
        })
      }
    }
  }
  changes.sort((a, b) => b.snapshot - a.snapshot || a.port - b.port || (a.type < b.type ? -1 : 1))
  return { ports, changes: changes.map(({ at, port, type, cause }) => ({ at, port, type, cause })) }
}

const holds = ({ since, until }: Interval, at: number): boolean => since <= at && until > at

const isCovered = (
  covered: readonly Covered[],
  at: number,
  { port, type }: { port: number; type: string },
): boolean => covered.some((one) => holds(one, at) && covers(one.ranges, port, type))

/** Intervals as the time in which any of them held, oldest first. */
function joined(intervals: readonly Interval[]): Interval[] {
  const spans: Interval[] = []
  for (const { since, until } of intervals) {
    const last = spans.at(-1)
    if (last !== undefined && since <= last.until) last.until = Math.max(last.until, until)
    else spans.push({ since, until })
  }
  return spans
}

async function coverageOf(db: Reader, host: number): Promise<Covered[]> {
  const found = await db
    .selectFrom('host_coverage')
    .innerJoin('host', (join) =>
      join
        .onRef('host.id', '=', 'host_coverage.host_id')
        .onRef('host.scope_id', '=', 'host_coverage.scope_id'),
    )
    .innerJoin('coverage', 'coverage.id', 'host_coverage.coverage_id')
    .where('host.id', '=', host)
    .select(['host_coverage.since', 'host_coverage.until', 'coverage.ranges'])
    .execute()
  return found.map(({ ranges, ...interval }) => ({ ...interval, ranges: readRanges(ranges) }))
}

/** When what snapshots showed had been read first. */
async function instantsOf(db: Reader, host: number, ids: readonly number[]): Promise<Map<number, string>> {
  const found = await db
    .selectFrom('snapshot')
    .innerJoin('host', 'host.scope_id', 'snapshot.scope_id')
    .where('host.id', '=', host)
    .select(['snapshot.id', 'snapshot.whole_at as at'])
    .execute()
  const wanted = new Set(ids)
  return new Map(found.filter(({ id }) => wanted.has(id)).map(({ id, at }) => [id, at]))
}
