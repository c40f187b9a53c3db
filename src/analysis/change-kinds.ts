/** What can become of a row, in the order in which somebody should hear of it. */
export const CHANGE_KINDS = ['opened', 'risk', 'servers', 'gone'] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]
