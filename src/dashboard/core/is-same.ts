/** Whether two values say the same: data by what is in it, functions by identity. For some dozen numbers and words. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [before, after] = [Object.entries(a), Object.entries(b)]
  return (
    before.length === after.length &&
    before.every(([key, value], i) => after[i]?.[0] === key && isSame(value, after[i]?.[1]))
  )
}
