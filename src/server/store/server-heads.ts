import type { ServerHead } from '#analysis/server-ports.ts'
import type { ScopeQuery } from '#contract/scope.ts'

import { LATE, PAUSE } from './collection-spans.ts'
import { scopesOf } from './scope-query.ts'
import type { Reader } from './scope-query.ts'

/** @see ServerStore.heads */
export async function readServerHeads(db: Reader, scopeQuery: ScopeQuery): Promise<Map<number, ServerHead>> {
  const hosts = await scopesOf(db, scopeQuery)
    .innerJoin('host', 'host.scope_id', 'scope.id')
    .select(['scope.id as scope', 'host.id', 'host.name', 'host.address', 'host.read_to as lastSeen'])
    .execute()
  const heads = new Map<number, ServerHead>()
  for (const [scope, own] of Map.groupBy(hosts, ({ scope }) => scope)) {
    const before = staleBefore(
      own.map(({ lastSeen }) => Date.parse(lastSeen)),
      await usualInterval(db, scope),
    )
    for (const { id, name, address, lastSeen } of own)
      heads.set(id, { name, address, lastSeen, isStale: Date.parse(lastSeen) < before })
  }
  return heads
}

/**
 * Servers that were seen last before this instant are stale: they were left out of readings for much longer than usual. Where
 * servers are read one by one in turn, the interval between two readings says little: there the servers' own ages are what is usual.
 *
 * @param seen when the servers of a scope were seen last, in milliseconds since 1970.
 * @param usual between two readings of the scope, in milliseconds; 0 where it was read once.
 */
export function staleBefore(seen: readonly number[], usual: number): number {
  const newest = seen.reduce((a, b) => Math.max(a, b), 0)
  const ages = seen.map((at) => newest - at).sort((a, b) => a - b)
  const median = ages[Math.floor(ages.length / 2)] ?? 0
  return newest - Math.max(PAUSE, LATE * usual, LATE * median)
}

async function usualInterval(db: Reader, scope: number): Promise<number> {
  const span = await db
    .selectFrom('reading_span')
    .where('scope_id', '=', scope)
    .select(['first', 'last', 'readings'])
    .orderBy('first', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (span === undefined || span.readings < 2) return 0
  return (Date.parse(span.last) - Date.parse(span.first)) / (span.readings - 1)
}
