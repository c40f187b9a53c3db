import type { ChangeKind } from '#analysis/change-kinds.ts'
import type { Category } from '#contract/scope.ts'
import type { Span } from '#view/since.ts'

const kinds: Record<ChangeKind, string> = {
  opened: 'New',
  risk: 'Risk changed',
  servers: 'Servers changed',
  gone: 'Closed',
}

const kindsOf: Record<Category, Record<ChangeKind, string>> = {
  host: kinds,
  container: { ...kinds, servers: 'Containers changed' },
}

const spans: Record<Span, string> = { '24h': '24 hours ago', '7d': '7 days ago', '30d': '30 days ago' }

/** The texts of what changed. */
export const changesEn = {
  since: 'Since',
  last: 'The snapshot before',
  spans,
  compared: (instant: string) => `Compared with ${instant}.`,
  short: 'Nothing older was read.',
  kind: 'Kind of change',
  all: 'All',
  kindsOf,
  change: 'Change',
  to: 'to',
  none: 'Nothing changed.',
  noneShown: 'Nothing of what is filtered changed.',
  left: (text: string, changes: number) =>
    changes === 1 ? 'One more change is filtered out.' : `${text} more changes are filtered out.`,
  dangerous: (text: string) => `${text} dangerous`,
  first: 'There is nothing earlier to compare with.',
  firstHint: 'What the next reading finds different will be listed here.',
  failed: 'What changed could not be loaded.',
  comparing: 'Comparing…',
  missing: (snapshot: number) => `There is no snapshot ${snapshot} to compare with.`,
  more: 'Show more',
  save: 'Save these changes as CSV',
}

export type ChangesWords = typeof changesEn
