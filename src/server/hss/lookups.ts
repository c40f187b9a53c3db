import type { PortHost, PortHostsPage, PortHostsQuery } from '#contract/port-hosts.ts'
import type { PortRow } from '#contract/port-row.ts'
import type { Scope } from '#contract/scope.ts'

import type { Budget } from './budget.ts'
import { HssError } from './errors.ts'
import { untilAborted } from './shared.ts'
import type { Timing } from './timing.ts'
import type { HssClient } from './types.ts'

/** Most that HSS gives a call. */
const LIMIT = 200
/** How long what was looked up is good: HSS looks at its servers every 30 seconds. */
const GOOD_FOR = 30_000
/** Look-ups that are kept. */
const KEPT = 200
/** The types that HSS documents for the servers behind a port. Servers of others are filtered from all. */
const DOCUMENTED = new Set(['TCP', 'UDP'])
const askedType = ({ type }: PortHostsQuery): string | undefined =>
  type !== undefined && DOCUMENTED.has(type) ? type : undefined

/** What comes of a look-up: the answer, or that the quota is used up until an instant (ms), or how HSS refused. */
export type LookUp<Answer> =
  | { kind: 'answer'; answer: Answer }
  | { kind: 'exhausted'; freeAt: number }
  | { kind: 'failed'; error: HssError }

/** Calls of HSS that a user makes now. */
export interface LookUps {
  /** The rows of one port as HSS has them now: one call of the user's budget. */
  port: (scope: Scope, port: number, signal: AbortSignal) => Promise<LookUp<{ rows: PortRow[]; at: string }>>
  /** The servers behind a port, kept for half a minute. As many calls as the window needs, mostly one. */
  hosts: (query: PortHostsQuery, signal: AbortSignal) => Promise<LookUp<PortHostsPage>>
}

export function createLookUps({
  client,
  budgets,
  isRejected,
  timing,
}: {
  client: Pick<HssClient, 'statistics' | 'portHosts' | 'rejection' | 'renewCredential'>
  budgets: { statistics: Budget; hosts: Budget }
  /** Whether the sync waits because the credential was rejected: then only "Retry now" spends another call on it. */
  isRejected: () => Promise<boolean>
  timing: Timing
}): LookUps {
  const kept = new Map<string, { at: number; pages: Promise<LookUp<HostList>> }>()

  /** One call, and another when the token has expired or the page was too large: each takes a place. */
  async function call<Answer>(budget: Budget, ask: () => Promise<Answer>): Promise<LookUp<Answer>> {
    const rejection = (await isRejected()) ? await client.rejection() : null
    if (rejection) return { kind: 'failed', error: rejection }
    for (let isRenewed = false; ;) {
      const place = await budget.take('user')
      if ('freeAt' in place) return { kind: 'exhausted', freeAt: place.freeAt }
      const outcome = await ask().then(
        (answer) => ({ answer }),
        (error: unknown) => ({ error }),
      )
      const error = 'error' in outcome && outcome.error instanceof HssError ? outcome.error : null
      await place.done(error?.kind === 'throttled' ? error : undefined)
      if ('answer' in outcome) return { kind: 'answer', answer: outcome.answer }
      if (error === null) throw outcome.error
      if (error.kind === 'throttled') return { kind: 'exhausted', freeAt: (await budget.left()).freeAt }
      if (error.kind === 'pageSize') continue
      if (error.kind !== 'expired' || isRenewed) return { kind: 'failed', error }
      isRenewed = true
      client.renewCredential()
    }
  }

  /** The servers behind a port, from the first to as many as are wanted, or to the last. A caller may give up: others wait for it. */
  async function read(query: PortHostsQuery, wanted: number): Promise<LookUp<HostList>> {
    const { category, enterpriseProject } = query.scopeQuery
    const { port } = query
    const type = askedType(query)
    const { signal } = new AbortController()
    const hosts: PortHost[] = []
    for (let offset = 0; ;) {
      const looked = await call(budgets.hosts, () =>
        client.portHosts(
          {
            category,
            enterpriseProject,
            port,
            ...(type !== undefined && { type }),
            limit: LIMIT,
            offset,
          },
          signal,
        ),
      )
      if (looked.kind !== 'answer') return looked
      const { total, listed } = looked.answer
      hosts.push(...looked.answer.hosts)
      offset += listed
      const isAll = listed === 0 || offset >= total
      if (isAll || hosts.length >= wanted) return { kind: 'answer', answer: { hosts, total } }
    }
  }

  /** One fetch for all equal requests within the time. Failures are not cached. */
  async function hostsOf(query: PortHostsQuery, wanted: number): Promise<LookUp<HostList>> {
    const { category, enterpriseProject } = query.scopeQuery
    const key = JSON.stringify([category, enterpriseProject, query.port, askedType(query) ?? null, wanted])
    const known = kept.get(key)
    if (known && timing.monotonic() - known.at < GOOD_FOR) return known.pages
    const pages = read(query, wanted)
    kept.delete(key)
    kept.set(key, { at: timing.monotonic(), pages })
    const [oldest] = kept.keys()
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
    const forget = (): void => void kept.delete(key)
    pages.then((looked) => looked.kind !== 'answer' && forget(), forget)
    return pages
  }

  return {
    port: async ({ category, enterpriseProject }, port, signal) => {
      const asked = await call(budgets.statistics, () =>
        client.statistics({ category, enterpriseProject, port, limit: 10, offset: 0 }, signal),
      )
      if (asked.kind !== 'answer') return asked
      const rows = asked.answer.rows.filter((row) => row.port === port)
      return { kind: 'answer', answer: { rows, at: new Date(timing.now()).toISOString() } }
    },

    hosts: async (query, signal) => {
      const isNarrowed =
        query.hostName !== undefined || query.hostIp !== undefined || query.type !== askedType(query)
      const pages = Math.ceil((query.offset + query.limit) / LIMIT)
      const wanted = isNarrowed ? Number.POSITIVE_INFINITY : pages * LIMIT
      const looked = await untilAborted(hostsOf(query, wanted), signal)
      if (looked.kind !== 'answer') return looked
      const { hosts, total } = looked.answer
      const matching = isNarrowed ? hosts.filter((host) => matches(host, query)) : hosts
      return {
        kind: 'answer',
        answer: {
          total: isNarrowed ? matching.length : total,
          hosts: matching.slice(query.offset, query.offset + query.limit),
        },
      }
    },
  }
}

type HostList = { hosts: PortHost[]; total: number }

const matches = (host: PortHost, { type, hostName, hostIp }: PortHostsQuery): boolean =>
  (type === undefined || host.type === type) &&
  (hostName === undefined || host.hostName.toLowerCase().includes(hostName.toLowerCase())) &&
  (hostIp === undefined || host.hostIp.includes(hostIp))
