import { printWeights } from '#analysis/score-weights.ts'
import type { Weights } from '#analysis/score-weights.ts'
import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { ScopeQuery } from '#contract/scope.ts'

import type { ExportRow } from './rows.ts'

/** What was exported, from what, and when: so that a file can be understood, and made again, without its page. */
type Stamp = {
  scopeQuery: ScopeQuery
  snapshot: SnapshotMark | null // null when nothing of the scope query was ever read
  query: string | null // null for rows that were selected by hand
  weights: Weights | null // what the contributions are made with; null for rows without them
  madeAt: Date
}

/**
 * Rows as JSON with their stamp, one row a line. `rows`, `openPortInstances` and the score of the stamp are summed from the rows
 * of the file; openPortInstances counts port–server pairs and is no number of servers. Times are ISO 8601 in UTC.
 */
export function exportJson(stamp: Stamp, rows: Iterable<ExportRow>): string {
  const lines: string[] = []
  let openPortInstances = 0
  let tenths = 0 // which add up to the last digit
  for (const { port, service, type, status, tier, servers, contribution } of rows) {
    lines.push(JSON.stringify({ port, service, type, status, tier, servers, contribution }))
    openPortInstances += servers
    tenths += Math.round((contribution ?? 0) * 10)
  }
  const { project, category, enterpriseProject } = stamp.scopeQuery
  const head = {
    scope: { project, category, enterpriseProject },
    snapshot: stamp.snapshot,
    query: stamp.query,
    counts: { rows: lines.length, openPortInstances },
    ...(stamp.weights && { score: { total: tenths / 10, weights: printWeights(stamp.weights) } }),
    madeAt: stamp.madeAt.toISOString(),
  }
  return `{\n"stamp": ${JSON.stringify(head, null, 2)},\n"rows": [\n${lines.join(',\n')}\n]\n}\n`
}
