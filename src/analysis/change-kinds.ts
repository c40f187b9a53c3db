/** What can become of a row, the most urgent first. */
export const CHANGE_KINDS = ['opened', 'risk', 'servers', 'gone'] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]
