import { SnapshotMoment } from './snapshots.ts'
import { z } from './zod.ts'

/** Openports' own route: the changes between two moments of a scope query, by cause. */
export const CHANGES_PATH = '/api/changes'

/**
 * Why something differs between two moments.
 *
 * - `opened`: it was looked at before, and was not open
 * - `reopened`: the same, and it had been open earlier
 * - `firstRead`: nothing had looked at it before: not new in the world
 * - `relabelled`: it was open before, with another status
 * - `closed`: it was looked at again, and is not open
 * - `noLongerRead`: nothing looks at it any more
 */
export const CAUSES = ['opened', 'reopened', 'firstRead', 'relabelled', 'closed', 'noLongerRead'] as const
export const Cause = z.enum(CAUSES)
export type Cause = z.infer<typeof Cause>

/** Of a server that has a port now and had it not, or the other way round. */
export const SERVER_CAUSES = ['opened', 'firstRead', 'closed', 'noLongerRead'] as const
export type ServerCause = (typeof SERVER_CAUSES)[number]

const Cell = z.object({ servers: z.int(), status: z.string() })
export type Cell = z.infer<typeof Cell>

/**
 * What became of one (port, type) between two moments; `before` or `after` is null where it was not open.
 *
 * `presence` is why it came or went, `status` why it has another status; at most one of them is given. `servers` is how many
 * servers have it more (or fewer, negative) by each cause: they add up to the difference, also where that is 0. `closedAt`
 * is when it had been closed, where it was reopened: ISO 8601, UTC.
 */
export const Change = z.object({
  port: z.int(),
  type: z.string(),
  before: z.nullable(Cell),
  after: z.nullable(Cell),
  presence: z.nullable(Cause),
  status: z.nullable(Cause),
  servers: z.partialRecord(z.enum(SERVER_CAUSES), z.int()),
  closedAt: z.nullable(z.string()),
})
export type Change = z.infer<typeof Change>

/**
 * The headline figures: open ports (rows) and those of them that are dangerous, open-port instances (the sum of servers over
 * rows), and servers with a dangerous port: null where the source names no servers.
 */
export const Figures = z.object({
  rows: z.int(),
  dangerous: z.int(),
  instances: z.int(),
  affected: z.nullable(z.int()),
})
export type Figures = z.infer<typeof Figures>

/**
 * One window of the changes, worst first, and how many there are. `from` and `to` are the moments that were compared: from is
 * null where nothing can be compared, and `isOldest` says that nothing as old as was asked for had been read. Scopes are
 * compared one by one, each with its last snapshot until then; one without any is `firstRead` as a whole. `figures.causes` add
 * up to the difference of `after` and `before`, whatever the window and the cause that was asked for.
 */
export const ChangesAnswer = z.object({
  from: z.nullable(z.object({ at: z.string(), isOldest: z.boolean() })),
  to: z.nullable(z.object({ at: z.string() })),
  scopes: z.array(
    z.object({ enterpriseProject: z.string(), from: z.nullable(SnapshotMoment), to: SnapshotMoment }),
  ),
  complete: z.number(),
  figures: z.object({ before: Figures, after: Figures, causes: z.partialRecord(Cause, Figures) }),
  total: z.int(),
  changes: z.array(Change),
})
export type ChangesAnswer = z.infer<typeof ChangesAnswer>

/** All that changed between two moments, before a window of it is answered. */
export type Changes = Omit<ChangesAnswer, 'total'>
