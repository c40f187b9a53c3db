const V4 = /^(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?:\/(?:3[0-2]|[12]?\d))?$/
const V6 = /^(?=[\da-f:]{2,39}(?:\/|$))[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?:\/(?:12[0-8]|1[01]\d|\d?\d))?$/i

/**
 * Addresses and networks as people list them, with blanks or commas between them. Into a command goes nothing but what reads
 * as one.
 *
 * @returns `wrong`: what does not.
 */
export function readSources(text: string): { sources: string[]; wrong: string[] } {
  const words = [...new Set(text.split(/[\s,，;；、]+/).filter((word) => word !== ''))]
  const isSource = (word: string): boolean => V4.test(word) || V6.test(word)
  return { sources: words.filter(isSource), wrong: words.filter((word) => !isSource(word)) }
}

export const isIPv6 = (source: string): boolean => source.includes(':')
