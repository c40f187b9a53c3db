import type { Generated, GeneratedAlways } from 'kysely'

import type { AlertFormat, AlertLanguage, DeliveryFailure } from '#contract/alert-rules.ts'
import type { AuditAction } from '#contract/audit.ts'
import type { ProjectKind } from '#contract/projects.ts'
import type { Category } from '#contract/scope.ts'

/**
 * The `until` of a row that still holds. A number instead of NULL, so that "current" is an equality that an index
 * answers and "valid at" is a comparison; it is the largest that JavaScript counts exactly, so no snapshot reaches it.
 */
export const OPEN = Number.MAX_SAFE_INTEGER

/** The tables as migrations.ts makes them, the same in both engines. */
export type Tables = {
  project: { id: string; name: string; kind: ProjectKind }

  /** Names only: an enterprise project may have scopes without being described here. */
  enterprise_project: { project: string; id: string; name: string }

  /** `servers`: hosts or containers that the inventory knows of, null where it knows of none. */
  scope: {
    id: GeneratedAlways<number>
    project: string
    category: Category
    enterprise_project: string
    servers: number | null
  }

  /**
   * One row a snapshot that differed from the one before, with its figures, so that no query has to count. `id`s are
   * given while the project is locked, hence in commit order within it. Instants are ISO 8601 in UTC, always with
   * milliseconds, so that text order is time order. `whole_at` is the first `read_to`, which `read_to` leaves behind
   * when later snapshots show the same; it never lies before the `whole_at` of the snapshot before. `affected` counts the
   * servers with a dangerous port, null where only rows are known: then `listener` does not hold what stood behind them.
   */
  snapshot: {
    id: GeneratedAlways<number>
    scope_id: number
    read_from: string
    read_to: string
    whole_at: string
    complete: number
    rows: number
    dangerous: number
    exposure: number
    affected: number | null
  }

  /**
   * When a scope was read, whether or not anything differed: `readings` of them from `first` to `last`, none of them much
   * later than usual after the one before. Nothing was read between one of these and the next.
   */
  reading_span: { scope_id: number; first: string; last: string; readings: number }

  /** A row that held from snapshot `since` on, to before snapshot `until` (`OPEN`: it still does). */
  port_row: {
    scope_id: number
    until: number
    port: number
    type: string
    since: number
    servers: number
    status: string
  }

  /** A server that was ever read, under one number for all its lives; `read_to` is when it was read last. */
  host: {
    id: GeneratedAlways<number>
    scope_id: number
    key: string
    name: string
    address: string
    read_to: string
  }

  /** A set of port ranges, kept once however many hosts have it: `Coverage[]` as JSON, in order and joined. */
  coverage: { id: GeneratedAlways<number>; digest: string; ranges: string }

  /**
   * From snapshot `since` on, to before snapshot `until`, a host was in the inventory, and all that reports had spoken for
   * until then was the set `coverage_id`. It only grows, until a person removes the host.
   */
  host_coverage: { scope_id: number; host_id: number; until: number; since: number; coverage_id: number }

  /**
   * A socket that was open from snapshot `since` on, to before snapshot `until`. What tells one from another is all but
   * `pid` and `container_name`, which are as they were read last: a restart is no change. `scope_id` repeats the host's.
   */
  listener: {
    id: GeneratedAlways<number>
    scope_id: number
    host_id: number
    port: number
    type: string
    container_id: string
    listening_address: string
    path: string
    since: number
    until: number
    container_name: string
    pid: number
  }

  /**
   * The reading of a scope, page by page. `step` counts its pages; `progress` is the reader's own, to go on from. Instants
   * as in `snapshot`; `ended` is null while it goes on. `snapshot_id` is the snapshot with just the rows that were taken
   * so far, null when there is none.
   */
  sweep: {
    id: GeneratedAlways<number>
    scope_id: number
    begun: string
    read_to: string
    ended: string | null
    step: number
    progress: string
    snapshot_id: number | null
  }

  /**
   * Rows of a sweep that goes on. They are the scope's only when a snapshot was recorded from them. A snapshot that comes
   * at once has its rows here for the time of its transaction, under the number of its scope with a minus before it.
   */
  sweep_row: { sweep_id: number; port: number; type: string; servers: number; status: string }

  /** Parameters of the page's address, under the name of the view. */
  saved_view: { project: string; name: string; query: string }

  /**
   * Sessions of browsers: the hash of each id in hex, since when there is one, when it asked last, and whose it is (an
   * `Identity` as JSON, its `subject` once more).
   */
  session: { key: string; opened: string; asked: string; subject: string; identity: string }

  /** API tokens: the hash of each in hex. `grants` is JSON; instants are ISO 8601, `expires` null is never. */
  api_token: {
    key: string
    name: string
    grants: string
    created: string
    expires: string | null
    used: string | null
  }

  /**
   * The actions of users, oldest first. `times` is how often, where repeated entries were folded: into the one with the same
   * `fold`, which is null where each is an entry of its own.
   */
  audit: {
    id: GeneratedAlways<number>
    at: string
    subject: string
    name: string
    action: AuditAction
    project: string | null
    detail: string
    address: string
    times: number
    fold: string | null
  }

  /** Tickets of frames that were not exchanged yet: the hash of each in hex, its user, origin and expiry. */
  embed_ticket: { key: string; identity: string; audience: string; ancestor: string; expires: string }

  /**
   * Rules that say which changes are told to which webhook. `view` names a saved view of the project, which may be gone; `causes`
   * is JSON; `enabled` is 0 or 1. Changes until snapshot `evaluated` have been told.
   */
  alert_rule: {
    id: GeneratedAlways<number>
    project: string
    name: string
    view: string
    causes: string
    format: AlertFormat
    language: AlertLanguage
    url: string
    secret: string
    enabled: number
    evaluated: number
  }

  /**
   * Messages of rules. `next_at` is when the next attempt is due, or until when the process that makes one has it for itself;
   * null when there is none to come. `status`, `failure` and `detail` are of the last attempt. Of those that ended, the newest
   * of each rule are kept.
   */
  alert_message: {
    id: GeneratedAlways<number>
    rule_id: number
    webhook_id: string
    is_test: number
    event: string
    created: string
    attempts: number
    next_at: string | null
    status: number | null
    failure: DeliveryFailure | null
    detail: string
  }

  /** Small texts that several processes change in turn. Empty: not written yet. */
  document: { key: string; text: string }
}

/** The two tables that Kysely's migrator keeps; only the names of the migrations done are ours to read. */
export type MigrationTables = {
  kysely_migration: { name: string }
  kysely_migration_lock: { is_locked: Generated<number> }
}
