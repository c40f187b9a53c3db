import type { Category } from '#contract/scope.ts'

import { unit } from './numbers.ts'

/** Why the table has no rows. */
export const empty = {
  filtered: 'No ports match the filters.',
  serversUnknown: (category: Category) =>
    `${category === 'host' ? 'Servers' : 'Containers'} are not known for this scope, so this search cannot be answered.`,
  serversFailed: (category: Category) => `The search by ${unit(category, 1)} failed`,
  clear: 'Clear filters',
  scope: 'No open ports in this scope.',
  scopeHint: 'Select another enterprise project or category above.',
  noData: 'No data for this scope yet.',
}
