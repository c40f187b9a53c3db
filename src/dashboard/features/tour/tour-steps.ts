/** What the tour speaks of, in its order, and where that part of the page is, in any language. */
export const TOUR_STEPS = [
  { name: 'summary', place: 'main > div > div > section:first-child' },
  { name: 'changes', place: 'main > div > div > section:first-child > :nth-child(2)' },
  { name: 'search', place: 'search' },
  { name: 'charts', place: '#charts' },
  { name: 'table', place: 'main section:has(> table)' },
  { name: 'yours', place: 'aside:has(+ header)' },
] as const
