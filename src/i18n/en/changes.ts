import type { Category } from '#contract/scope.ts'
import { terms } from '#terms/en.ts'

import { between, count, plural, unit } from './numbers.ts'

const counted = {
  opened: (n: number) => `${count(n)} opened`,
  reopened: (n: number) => `${count(n)} reopened`,
  relabelled: (n: number) => `${count(n)} with a new risk`,
  servers: (n: number) => `${count(n)} server ${plural(n, 'count', 'counts')}`,
  firstRead: (n: number) => `${count(n)} first read`,
  closed: (n: number) => `${count(n)} closed`,
  noLongerRead: (n: number) => `${count(n)} no longer read`,
}

/** Differences from an earlier moment. */
export const changes = {
  title: 'Changes',
  hide: 'Hide changes',
  since: 'Since',
  presets: {
    last: 'Previous snapshot',
    '24h': '24 hours ago',
    '7d': '7 days ago',
    '30d': '30 days ago',
  },
  within: {
    last: 'since the previous snapshot',
    '24h': 'in 24 hours',
    '7d': 'in 7 days',
    '30d': 'in 30 days',
  },
  sinceSnapshot: (id: number) => `since snapshot ${id}`,
  snapshot: (id: number) => `Snapshot ${id}`,
  otherMoment: 'Another snapshot',
  until: 'Until',
  latest: 'Latest data',
  day: 'Day',
  time: 'Time',
  noneOnDay: 'No snapshot on this day.',
  zone: (zone: string) => `Times are in ${zone}.`,
  show: 'Show these changes',
  counted: {
    host: counted,
    container: {
      ...counted,
      servers: (n: number) => `${count(n)} container ${plural(n, 'count', 'counts')}`,
    },
  },
  onServer: (name: string) => `on ${name}`,
  onServers: (n: number, category: Category, most = n) => `on ${between(n, most)} ${unit(category, most)}`,
  compared: (instant: string) => `Compared with ${instant}.`,
  short: 'There is no older snapshot.',
  uncovered: (scopes: readonly string[], others: number) =>
    `No earlier snapshot of ${scopes.join(', ')}${others > 0 ? ` and ${count(others)} more` : ''}: ports there are first read.`,
  partial: 'The snapshot is partial: missing ports are listed as no longer read.',
  kind: 'Change type',
  all: 'All',
  kindsOf: {
    host: terms.changeKinds,
    container: { ...terms.changeKinds, servers: 'Container count changed' },
  },
  firstReadHint: 'First read: not covered before, so not necessarily new.',
  noLongerReadHint: 'No longer read: not covered any more, so not necessarily closed.',
  change: 'Change',
  closedAt: (instant: string) => `Last closed ${instant}`,
  moved: {
    opened: (difference: string) => `${difference} opened`,
    firstRead: (difference: string) => `${difference} first read`,
    closed: (difference: string) => `${difference} closed`,
    noLongerRead: (difference: string) => `${difference} no longer read`,
  },
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
  more: 'Show more',
  byType: (name: string) => `Changes of ${name} by type`,
  save: 'Download these changes as CSV',
  file: {
    before: (column: string) => `${column} before`,
    moved: (column: string, cause: string) => `${column}: ${cause.toLowerCase()}`,
    closedAt: 'Last closed',
  },
}
