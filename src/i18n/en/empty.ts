/** Why the table has no rows. */
export const empty = {
  filtered: 'No ports match the filters.',
  clear: 'Clear filters',
  scope: 'No open ports in this scope.',
  scopeHint: 'Select another enterprise project or category above.',
  noData: 'No data for this scope yet.',
}
