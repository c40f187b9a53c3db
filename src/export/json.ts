import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { ScopeQuery } from '#contract/scope.ts'

import type { ExportRow } from './rows.ts'

/** What was exported, from what, and when: so that a file can be understood, and made again, without its page. */
type Stamp = {
  scopeQuery: ScopeQuery
  snapshot: SnapshotMark | null // null when nothing of the scope query was ever read
  query: string | null // null for rows that were selected by hand
  madeAt: Date
}

/**
 * Rows as JSON with their stamp, one row a line. `rows` and `openPortInstances` of the stamp are summed from the rows of the
 * file; openPortInstances is the sum of the rows' servers and no number of servers. Times are ISO 8601 in UTC.
 */
export function exportJson(stamp: Stamp, rows: Iterable<ExportRow>): string {
  const lines: string[] = []
  let openPortInstances = 0
  for (const { port, service, type, status, tier, servers } of rows) {
    lines.push(JSON.stringify({ port, service, type, status, tier, servers }))
    openPortInstances += servers
  }
  const { project, category, enterpriseProject } = stamp.scopeQuery
  const head = {
    scope: { project, category, enterpriseProject },
    snapshot: stamp.snapshot,
    query: stamp.query,
    counts: { rows: lines.length, openPortInstances },
    madeAt: stamp.madeAt.toISOString(),
  }
  return `{\n"stamp": ${JSON.stringify(head, null, 2)},\n"rows": [\n${lines.join(',\n')}\n]\n}\n`
}
