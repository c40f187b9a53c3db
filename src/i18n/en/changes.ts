import { count, plural } from './numbers.ts'

const kinds = { opened: 'Opened', risk: 'Risk changed', servers: 'Server count changed', gone: 'Closed' }

/** Differences from an earlier snapshot. */
export const changes = {
  title: 'Changes',
  hide: 'Hide changes',
  since: 'Since',
  last: 'Previous snapshot',
  spans: { '24h': '24 hours ago', '7d': '7 days ago', '30d': '30 days ago' },
  compared: (instant: string) => `Compared with ${instant}.`,
  short: 'There is no older snapshot.',
  kind: 'Change type',
  all: 'All',
  kindsOf: { host: kinds, container: { ...kinds, servers: 'Container count changed' } },
  change: 'Change',
  to: 'to',
  none: 'No changes.',
  noneShown: 'No changes match the filters.',
  left: (n: number) =>
    plural(n, 'The filters hide 1 more change.', `The filters hide ${count(n)} more changes.`),
  dangerous: (n: number) => `${count(n)} dangerous`,
  first: 'There is no earlier snapshot to compare with.',
  firstHint: 'Changes appear here after the next snapshot.',
  failed: 'Changes failed to load.',
  comparing: 'Comparing…',
  missing: (snapshot: number) => `Snapshot ${snapshot} not found.`,
  more: 'Show more',
  save: 'Download these changes as CSV',
}
