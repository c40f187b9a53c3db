import { count, plural } from './numbers.ts'

const kinds = { opened: 'New', risk: 'Risk changed', servers: 'Servers changed', gone: 'Closed' }

/** What is different from an earlier snapshot. */
export const changes = {
  title: 'What changed',
  hide: 'Hide changes',
  since: 'Since',
  last: 'The snapshot before',
  spans: { '24h': '24 hours ago', '7d': '7 days ago', '30d': '30 days ago' },
  compared: (instant: string) => `Compared with ${instant}.`,
  short: 'Nothing older was read.',
  kind: 'Kind of change',
  all: 'All',
  kindsOf: { host: kinds, container: { ...kinds, servers: 'Containers changed' } },
  change: 'Change',
  to: 'to',
  none: 'Nothing changed.',
  noneShown: 'Nothing of what is filtered changed.',
  left: (n: number) =>
    plural(n, 'One more change is filtered out.', `${count(n)} more changes are filtered out.`),
  dangerous: (n: number) => `${count(n)} dangerous`,
  first: 'There is nothing earlier to compare with.',
  firstHint: 'What the next reading finds different will be listed here.',
  failed: 'What changed could not be loaded.',
  comparing: 'Comparing…',
  missing: (snapshot: number) => `There is no snapshot ${snapshot} to compare with.`,
  more: 'Show more',
  save: 'Save these changes as CSV',
}
