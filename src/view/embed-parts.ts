/** What an embedded page may have beside its figures. */
export const PARTS = ['search', 'filters', 'scope', 'changes', 'charts', 'table', 'export', 'panel'] as const
export type Part = (typeof PARTS)[number]
export type Parts = ReadonlySet<Part>

/**
 * The parts that an address with `embed=true` names in `show=`, none unless named; null where it does not ask for the
 * embedded page. Words that are no part count as absent.
 */
export function embeddedParts(search: string): Parts | null {
  const parameters = new URLSearchParams(search)
  if (parameters.get('embed') !== 'true') return null
  const named = new Set(parameters.getAll('show').flatMap((list) => list.split(',')))
  if (embeddedHost(search) !== null) named.add('panel')
  return new Set(PARTS.filter((part) => named.has(part)))
}

/** The server that an embedded page is about, by its id: `host=` beside the view; null where it is about a scope. */
export const embeddedHost = (search: string): string | null => new URLSearchParams(search).get('host') || null
