import type { FileSummary } from './read-files.ts'

const NAMED = 20 // files

/** The files of an import, for the audit log: `a.xml, b.xml and 9,998 more`. */
export function nameFiles(files: readonly FileSummary[]): string {
  const more = files.length - NAMED
  const named = files.slice(0, NAMED).map(({ file }) => file)
  return `${named.join(', ')}${more > 0 ? ` and ${more.toLocaleString('en-US')} more` : ''}`
}
