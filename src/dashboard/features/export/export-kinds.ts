/** What a view can be kept as: a file of its rows, to be read or to be worked with. */
export const FILES = ['csv', 'json', 'markdown', 'report'] as const
export type File = (typeof FILES)[number]

/** What a view can be pasted as: its ports for another tool, or the call that gives it. */
const COPIES = ['ports', 'nmap', 'curl'] as const
export type Copy = (typeof COPIES)[number]

const UNCALLED = COPIES.filter((kind) => kind !== 'curl')

/**
 * The copies that there are of some rows. The call asks a server for what a query says: for rows that were selected by
 * hand it cannot, nor where no program can ask.
 */
export const copiesOf = (isSelected: boolean, apiUrl: string | null): readonly Copy[] =>
  isSelected || apiUrl === null ? UNCALLED : COPIES
