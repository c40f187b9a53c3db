/** Why the table has no row. */
export const empty = {
  filtered: 'No port matches these filters.',
  clear: 'Clear filters',
  scope: 'No open port in this scope.',
  scopeHint: 'What was read of it has no open port. Choose another enterprise project or category above.',
  neverRead: 'No data in this scope yet.',
}
