/** Counts in the texts of a language: how it writes a number, and which form of a word goes with it. */
export function numbersIn(locale: string) {
  const number = new Intl.NumberFormat(locale)
  const rules = new Intl.PluralRules(locale)
  return {
    /** 1,184 */
    count: (n: number): string => number.format(n),
    /** `port` for one, `ports` for any other count. */
    plural: (n: number, one: string, other: string): string => (rules.select(n) === 'one' ? one : other),
  }
}
