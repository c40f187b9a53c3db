import { count, plural } from './numbers.ts'

/** A view of an earlier snapshot. */
export const snapshotView = {
  label: 'Frozen view',
  asOf: (instant: string) => `As of ${instant}.`,
  comparing: 'Comparing with live data…',
  notCompared: 'Live data could not be loaded.',
  same: 'Live data is the same.',
  differs: (rows: number) => `Live differs in ${count(rows)} ${plural(rows, 'row', 'rows')}:`,
  opened: (rows: number) => `${count(rows)} opened`,
  gone: (rows: number) => `${count(rows)} closed`,
  changed: (rows: number) => `${count(rows)} changed`,
  partial: 'One of the two was not read as a whole, so a row may only seem to differ.',
  list: (parts: readonly string[]) => `${parts.join(', ')}.`,
  live: 'Show live data',
  missing: (snapshot: number) => `There is no snapshot ${snapshot} of this scope.`,
  missingHint: 'It may be of other data than this server has. The live data of this scope is there.',
}
