/** What a view can be kept as: a file of its rows. */
export const FILES = ['csv', 'json', 'markdown'] as const
export type File = (typeof FILES)[number]

/** What a view can be pasted as: its ports for another tool, or the call that gives it. */
export const COPIES = ['ports', 'nmap', 'nftables', 'securityGroup', 'curl'] as const
export type Copy = (typeof COPIES)[number]
