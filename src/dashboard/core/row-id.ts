import type { RowKey } from '#view/parameters.ts'

/** The id of the button that opens a row's panel: the panel gives the focus back to it. */
export const rowId = ({ port, type }: RowKey): string => `row-${port}-${type.toLowerCase()}`

/** The same of a server, by its id. */
export const serverRowId = (id: string): string => `server-${id}`
