import type { ChangeFilter } from '#contract/changes-query.ts'

/** Under what a change is listed: its cause, or that the servers of a port changed. The most urgent first. */
export const CHANGE_KINDS = [
  'opened',
  'reopened',
  'relabelled',
  'servers',
  'firstRead',
  'closed',
  'noLongerRead',
] as const satisfies readonly ChangeFilter[]
export type ChangeKind = (typeof CHANGE_KINDS)[number]
