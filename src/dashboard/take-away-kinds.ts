/** What a view can be kept as: a file of its rows, to be read or to be worked with. */
export const FILES = ['report', 'csv', 'json', 'markdown'] as const
export type File = (typeof FILES)[number]

/** What a view can be pasted as: its ports for another tool, or the call that gives it. */
export const COPIES = ['ports', 'nmap', 'nftables', 'securityGroup', 'curl'] as const
/** The call asks for what a query says; rows that were picked by hand it cannot. */
export const PICKED_COPIES = COPIES.filter((kind) => kind !== 'curl')
export type Copy = (typeof COPIES)[number]
