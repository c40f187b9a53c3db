import { count, plural } from './numbers.ts'

/** A view pinned to a snapshot. */
export const snapshotView = {
  label: 'Snapshot view',
  asOf: (instant: string) => `Data as of ${instant}.`,
  comparing: 'Comparing with the latest data…',
  notCompared: 'The latest data failed to load.',
  same: 'Same as the latest data.',
  differs: (rows: number) =>
    `${count(rows)} ${plural(rows, 'difference', 'differences')} from the latest data:`,
  kinds: {
    opened: (rows: number) => `${count(rows)} opened`,
    reopened: (rows: number) => `${count(rows)} reopened`,
    relabelled: (rows: number) => `${count(rows)} risk changed`,
    servers: (rows: number) => `${count(rows)} count changed`,
    firstRead: (rows: number) => `${count(rows)} first read`,
    closed: (rows: number) => `${count(rows)} closed`,
    noLongerRead: (rows: number) => `${count(rows)} no longer read`,
  },
  partial: 'One of the two snapshots is partial, so some differences may not be real.',
  list: (parts: readonly string[]) => `${parts.join(', ')}.`,
  latest: 'Show latest data',
  missing: (snapshot: number) => `Snapshot ${snapshot} not found in this scope.`,
  missingHint: 'It may be a snapshot of another server.',
}
