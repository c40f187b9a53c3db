import { decodeRow, encodeRow, MAX_PORT } from './port-row.ts'
import type { PortRow, WireRow } from './port-row.ts'
import { digitsWithin, readQuery, SCOPE_PARAMETERS, word } from './query-string.ts'
import { Category } from './scope-schema.ts'
import type { Scope } from './scope.ts'
import { z } from './zod.ts'

/** Openports' own route: the status of the HSS sync, for each project and scope. */
export const STATUS_PATH = '/api/status'

/** Asks HSS about one port at this moment: POST with `ACTION_HEADER`, and the parameters that `writeAsk` writes. */
export const ASK_PATH = '/api/ask'

/** Tries at once what waits after a failure: POST with `ACTION_HEADER`. */
export const RETRY_PATH = '/api/retry'

const Instant = z.string() // ISO 8601, UTC

/** What went wrong, as the page words it by `kind`; `requestId` finds the call at the vendor's. */
export const Failure = z.object({
  kind: z.string(),
  code: z.string(),
  advice: z.string(),
  requestId: z.nullable(z.string()),
  at: Instant,
})
export type Failure = z.infer<typeof Failure>

/**
 * How a sweep ended. `complete`: every row that existed throughout is in it. `incomplete`: HSS returned fewer rows than it
 * claims, or unreadable or contradictory responses. `unstable`: the rows changed faster than the quota allows to collect
 * them. `superseded`: another sweep took its place.
 */
export const SweepOutcome = z.enum(['complete', 'incomplete', 'unstable', 'superseded'])

/** One sync of a scope. `claimed` is the largest number of rows that HSS said it has, 0 before it said any. */
export const SweepFigures = z.object({
  begun: Instant,
  readTo: Instant,
  outcome: z.nullable(SweepOutcome), // null while it goes on
  rows: z.int(),
  claimed: z.int(),
  calls: z.int(),
  /** Whether the set changed while it was read. */
  moved: z.boolean(),
  /** What the region does not do as documented: `status`, `limit`, `sort_key`. */
  ignores: z.array(z.string()),
  refused: z.array(z.object({ reason: z.string(), count: z.int() })),
  errors: z.array(Failure),
})
export type SweepFigures = z.infer<typeof SweepFigures>

/**
 * A scope: what happens to it, since when and until when. `syncing` has a sweep in progress, `waiting` one that is due
 * and has no call left, `failing` one that is tried again at `nextRead`, or never by itself (null).
 */
export const ScopeStatus = z.object({
  category: Category,
  enterpriseProject: z.string(),
  state: z.enum(['idle', 'syncing', 'waiting', 'failing']),
  nextRead: z.nullable(Instant),
  /** When the sweep that goes on is complete at this rate. */
  completeAt: z.nullable(Instant),
  failure: z.nullable(Failure),
  /** Newest first. */
  sweeps: z.array(SweepFigures),
})
export type ScopeStatus = z.infer<typeof ScopeStatus>

/** A configured project of HSS. `id` is null until IAM has said which it is. */
export const ProjectStatus = z.object({
  id: z.nullable(z.string()),
  name: z.string(),
  region: z.string(),
  /** What keeps all its scopes from being read. */
  failure: z.nullable(Failure),
  /** When that is tried again; null: not by itself. */
  nextAttempt: z.nullable(Instant),
  /** Whether another process on the same database is the collector. */
  readElsewhere: z.boolean(),
  /** Why enterprise projects have no names, and none but the default or the configured ones are read. */
  namesFailure: z.nullable(Failure),
  /** How far HSS itself may lag behind the servers, in seconds. */
  lagHint: z.nullable(z.number()),
  quota: z.object({ perMinute: z.int(), allowed: z.int(), left: z.int(), freeAt: Instant }),
  scopes: z.array(ScopeStatus),
})
export type ProjectStatus = z.infer<typeof ProjectStatus>

/** `now` is the server's clock, by which all instants are. */
export const StatusAnswer = z.object({ now: Instant, projects: z.array(ProjectStatus) })
export type StatusAnswer = z.infer<typeof StatusAnswer>

export const AskParameters = z.object({
  project: word(256, 'the id of a project'),
  ...SCOPE_PARAMETERS,
  port: digitsWithin(1, MAX_PORT, `a port number, 1 to ${MAX_PORT}`),
})

/** @throws {InvalidParameter} naming the parameter that cannot be understood. */
export function readAsk(params: URLSearchParams): { scope: Scope; port: number } {
  const { project, category, enterprise_project_id, port } = readQuery(AskParameters, params)
  return { scope: { project, category, enterpriseProject: enterprise_project_id }, port }
}

export const writeAsk = ({ project, category, enterpriseProject }: Scope, port: number): URLSearchParams =>
  new URLSearchParams({ project, category, enterprise_project_id: enterpriseProject, port: String(port) })

/** The rows of the port as HSS had them at an instant (ISO 8601, UTC): none when it is closed. */
export type AskAnswer = { at: string; rows: PortRow[] }

const WireAsk = z.object({ at: Instant, data_list: z.array(z.unknown()) })

/** @throws {z.core.$ZodError | DecodeError} when it is no answer. */
export function decodeAskAnswer(wire: unknown): AskAnswer {
  const { at, data_list } = WireAsk.parse(wire)
  return { at, rows: data_list.map((row, i) => decodeRow(row, i)) }
}

/** The inverse of {@link decodeAskAnswer}. */
export const encodeAskAnswer = ({ at, rows }: AskAnswer): { at: string; data_list: WireRow[] } => ({
  at,
  data_list: rows.map((row) => encodeRow(row)),
})
