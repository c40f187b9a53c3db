/** The columns of the table of servers, in its order. It is sorted by one of them. */
export const SERVER_COLUMNS = ['name', 'address', 'open', 'dangerous', 'worst', 'opened', 'lastSeen'] as const
export type ServerColumn = (typeof SERVER_COLUMNS)[number]

export type ServerSort = { column: ServerColumn; descending: boolean }
export const WORST_SERVERS_FIRST: ServerSort = { column: 'worst', descending: true }
