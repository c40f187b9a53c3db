import type { ScopeQuery } from '#contract/scope.ts'

/**
 * A file's name with scope and time (UTC), such as `openports-demo-host-0-20261124T083851Z.csv`. Letters and digits
 * of any script stay, everything else becomes a hyphen, and the parts are cut: a name that every file system takes,
 * at most 255 bytes of UTF-8.
 *
 * @param subject what of the scope it is, where that is not the rows of a view: at most 18 letters and digits of it stay.
 */
export function exportFileName(
  scopeQuery: ScopeQuery,
  madeAt: Date,
  extension: string,
  subject = '',
): string {
  const { project, category, enterpriseProject } = scopeQuery
  const time = madeAt.toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const what = subject.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(0, 18)
  const parts = ['openports', ...(what === '' ? [] : [what]), project, category, enterpriseProject]
  return `${parts.map(safe).join('-')}-${time}.${extension}`
}

const LONGEST_PART = 24 // code points of at most 4 bytes; a vendor's ids of 32 digits are told apart by fewer

const safe = (text: string): string => {
  const plain = text.normalize('NFC').replaceAll(/[^\p{L}\p{M}\p{N}_]+/gu, '-')
  return Array.from(plain).slice(0, LONGEST_PART).join('')
}
