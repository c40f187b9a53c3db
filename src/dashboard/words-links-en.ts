/** The texts of a view that is bound to a snapshot. */
export const frozenEn = {
  label: 'Frozen view',
  asOf: (instant: string) => `As of ${instant}.`,
  comparing: 'Comparing with live data…',
  notCompared: 'Live data could not be loaded.',
  same: 'Live data is the same.',
  differs: (text: string, rows: number) => `Live differs in ${text} ${rows === 1 ? 'row' : 'rows'}:`,
  opened: (text: string) => `${text} opened`,
  gone: (text: string) => `${text} closed`,
  changed: (text: string) => `${text} changed`,
  partial: 'One of the two was not read as a whole, so a row may only seem to differ.',
  list: (parts: readonly string[]) => `${parts.join(', ')}.`,
  live: 'Show live data',
  missing: (snapshot: number) => `There is no snapshot ${snapshot} of this scope.`,
  missingHint: 'It may be of other data than this server has. The live data of this scope is there.',
}
