/**
 * Whether an `If-None-Match` header names an entity tag, given without its quotes: by `*`, or in a list. A weak tag
 * counts like a strong one, as RFC 9110 §13.1.2 asks for.
 */
export function matchesETag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false
  if (header.trim() === '*') return true
  return Array.from(header.matchAll(/"([^"]*)"/g), ([, named]) => named).includes(tag)
}
