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
  return new Set(PARTS.filter((part) => named.has(part)))
}
