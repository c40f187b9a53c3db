import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { Reach } from '#contract/reach.ts'
import { REACHES } from '#contract/reach.ts'
import type { ScopeQuery } from '#contract/scope.ts'
import type { Server, ServersAnswer } from '#contract/servers.ts'

import { writeCsv } from './csv.ts'

/** What a file of servers says in its reader's language. */
export type ServersCsvWords = {
  name: string
  container: string
  address: string
  enterpriseProject: string
  open: string
  dangerous: string
  worst: string
  opened: string
  reach: Readonly<Record<Reach, string>>
  firstSeen: string
  lastSeen: string
  tierOf: (tier: string) => string
  projectOf: (id: string) => string
}

/** Servers as CSV, in the order given. What is not known is empty, never 0; times are ISO 8601 in UTC. */
export const exportServersCsv = (servers: readonly Server[], words: ServersCsvWords): string =>
  writeCsv(
    [
      words.name,
      words.container,
      words.address,
      words.enterpriseProject,
      words.open,
      words.dangerous,
      words.worst,
      words.opened,
      ...REACHES.map((reach) => words.reach[reach]),
      words.firstSeen,
      words.lastSeen,
    ],
    servers.map((server) => [
      server.name,
      server.containerName,
      server.addresses.join(' '),
      words.projectOf(server.enterpriseProject),
      server.open,
      server.dangerous,
      server.worstTier === null ? '' : words.tierOf(server.worstTier),
      server.opened ?? '',
      ...REACHES.map((reach) => server.reach[reach]),
      server.firstSeen,
      server.lastSeen,
    ]),
  )

/** What was exported, from what, and when. `unknown` are the enterprise projects whose servers are not known. */
type Stamp = {
  scopeQuery: ScopeQuery
  snapshot: SnapshotMark | null
  query: string
  madeAt: Date
} & Pick<ServersAnswer, 'from' | 'unknown'>

/** Servers as JSON with their stamp, one a line, in the words of the API. `opened` counts ports since `openedSince`. */
export function exportServersJson(
  { scopeQuery, snapshot, query, madeAt, from, unknown }: Stamp,
  servers: readonly Server[],
): string {
  const { project, category, enterpriseProject } = scopeQuery
  const head = {
    scope: { project, category, enterpriseProject },
    snapshot,
    query,
    openedSince: from,
    unknown,
    counts: { servers: servers.length },
    madeAt: madeAt.toISOString(),
  }
  const lines = servers.map((server) => JSON.stringify(server))
  return `{\n"stamp": ${JSON.stringify(head, null, 2)},\n"servers": [\n${lines.join(',\n')}\n]\n}\n`
}
