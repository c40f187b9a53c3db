import { readQuery, SCOPE_PARAMETERS, word } from './query-string.ts'
import type { ScopeQuery } from './scope.ts'
import { z } from './zod.ts'

/** Openports' own route: to which earlier snapshots of a scope query the current rows can be compared. */
export const SNAPSHOTS_PATH = '/api/snapshots'

/** How many are listed at most: the newest, the last of each hour, the last of each day (UTC). */
export const SNAPSHOT_LIMITS = { newest: 20, hours: 200, days: 400 } as const

/** A snapshot's number, and when its rows had been read for the first time (ISO 8601, UTC). */
export const SnapshotMoment = z.object({ id: z.int(), at: z.string() })
export type SnapshotMoment = z.infer<typeof SnapshotMoment>

/** Newest first. */
export const SnapshotsAnswer = z.object({ snapshots: z.array(SnapshotMoment) })
export type SnapshotsAnswer = z.infer<typeof SnapshotsAnswer>

export const SnapshotsParameters = z.object({
  project: word(256, 'the id of a project'),
  ...SCOPE_PARAMETERS,
})

/** @throws {InvalidParameter} naming the parameter that cannot be understood. */
export function readSnapshotsQuery(params: URLSearchParams): ScopeQuery {
  const {
    project,
    category,
    enterprise_project_id: enterpriseProject,
  } = readQuery(SnapshotsParameters, params)
  return { project, category, enterpriseProject }
}

export const writeSnapshotsQuery = ({ project, category, enterpriseProject }: ScopeQuery): URLSearchParams =>
  new URLSearchParams({ project, category, enterprise_project_id: enterpriseProject })
