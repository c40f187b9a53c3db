import type { RowSet } from '#analysis/row-set.ts'
import type { AuditEntry } from '#contract/audit.ts'
import type { Comparison } from '#contract/changes-query.ts'
import type { Changes } from '#contract/changes.ts'
import type { CourseAnswer } from '#contract/course.ts'
import type { PortHistoryAnswer, PortHistoryQuery } from '#contract/port-history.ts'
import type { PortHostsPage, PortHostsQuery } from '#contract/port-hosts.ts'
import type { PortRow } from '#contract/port-row.ts'
import type { SnapshotMark, StatisticsPage, StatisticsQuery } from '#contract/port-statistics.ts'
import type { ProjectKind, ProjectSummary, ScopeSummary } from '#contract/projects.ts'
import type { Scope } from '#contract/scope.ts'
import type { SnapshotMoment } from '#contract/snapshots.ts'
import type { SavedView } from '#contract/views.ts'
import type { Grant, Identity } from '#server/common/identity.ts'

import type { AlertStore } from './alert-types.ts'
import type { SweepStore } from './sweep-types.ts'

/**
 * All rows of one scope as a source read them, with when the first and the last were read (ISO 8601, UTC) and how
 * much of what the source claims they are (1 is all). A (port, type) occurs once.
 */
export type Snapshot = { readFrom: string; readTo: string; complete: number; rows: readonly PortRow[] }

/** One socket that a server listens on. `pid` 0 and empty words mean "not known". */
export type Listener = {
  port: number
  type: string
  /** The address it listens on, as the operating system prints it without a zone: `0.0.0.0`, `::`, `10.1.2.3`. */
  listeningAddress: string
  pid: number
  /** Executable path where the source knows it, else the process's name. */
  path: string
  containerId: string
  containerName: string
}

/** Ports of one type that a report speaks for, both ends included: what is not listed there is closed. */
export type Coverage = { type: string; from: number; to: number }

/**
 * What one source saw of one server. `key` identifies the server within its scope and across reports: an address
 * for a network scan, a name where the report gives no address. Recording a report replaces the server's listeners
 * within `covered`, and leaves the others as they were.
 */
export type HostReport = {
  key: string
  name: string
  address: string
  listeners: readonly Listener[]
  covered: readonly Coverage[]
}

/** What our table says of a port: `danger`, `normal` or `unknown`. */
export type StatusOf = (port: number, type: string) => string

/**
 * What was read of the servers of a scope at a time in the past: only those that differ from the time before. `statusOf` is
 * what our table said then.
 */
export type Past = {
  scope: Omit<Scope, 'project'>
  readFrom: string
  readTo: string
  reports: Iterable<HostReport>
  statusOf: StatusOf
}

/** What an import did, in the words of its summary. `hosts` and `listeners` are of the reports, the rest is what the scope has then. */
export type InventoryResult = {
  hosts: number
  listeners: number
  rows: number
  openPortInstances: number
  mark: SnapshotMark
  changes: InventoryChanges
}

/** How an import changed its scope: hosts that are new, listeners, and (port, type) with their servers: of these at most `NAMED_ROWS`, dangerous ones first. */
export type InventoryChanges = {
  newHosts: number
  opened: { listeners: number; rows: number; some: PortRow[] }
  closed: { listeners: number; rows: number; some: PortRow[] }
}

/** The current snapshot of a scope in figures. `affected` servers have a dangerous port; null where no servers are known. */
export type ScopeFigures = { scope: Scope; summary: ScopeSummary; affected: number | null }

/** Named views of a project, at most `VIEW_LIMITS.views` of each. */
export interface ViewStore {
  /** By name. */
  list: (project: string) => Promise<SavedView[]>
  /** Keeps a view, in place of one of its name. `full`: there is no room for another, or no such project. */
  save: (project: string, view: SavedView) => Promise<'saved' | 'full'>
  /** Puts a view in place of the one that `was` names. `taken`: the new name is another's. */
  rename: (project: string, was: string, view: SavedView) => Promise<'saved' | 'taken' | 'missing'>
  /** Whether there was one to forget. */
  forget: (project: string, name: string) => Promise<boolean>
}

/**
 * Sessions of browsers, under keys that are no credentials: hashes of their ids. How long one lasts is for the caller
 * to say. At most `MAX_SESSIONS` of one subject are kept.
 */
export interface SessionStore {
  open: (key: string, identity: Identity, at: Date) => Promise<void>
  /** Whose it is, when it was opened and asked last; null when there is none, or it has ended. */
  find: (key: string) => Promise<{ identity: Identity; opened: Date; asked: Date } | null>
  /** Notes that a session asked. One that ended meanwhile stays so. */
  touch: (key: string, at: Date) => Promise<void>
  end: (key: string) => Promise<void>
  /** Ends what is older, or silent for longer, than these instants. */
  forget: (limits: { openedBefore: Date; askedBefore: Date }) => Promise<void>
}

/** An API token as it is kept: without the token. Instants are ISO 8601 in UTC; `expires` null is never, `used` null not yet. */
export type KeptToken = {
  name: string
  grants: Grant[]
  created: string
  expires: string | null
  used: string | null
}

/** API tokens, under keys that are no credentials: hashes of them. Each has a name of its own. */
export interface TokenStore {
  /** Whether there was no token of that name yet. */
  add: (key: string, token: Omit<KeptToken, 'used'>) => Promise<boolean>
  find: (key: string) => Promise<KeptToken | null>
  /** By name, those that expired too. */
  list: () => Promise<KeptToken[]>
  /** Notes when a token was used last. */
  touch: (key: string, at: Date) => Promise<void>
  /** Whether there was one of that name. */
  revoke: (name: string) => Promise<boolean>
}

/** Who signed in and who changed what. Of each action the newest `MAX_ENTRIES` are kept. */
export interface AuditStore {
  /** Who signs in or out, fails to, or asks HSS again and again from one network is one entry an hour. */
  note: (entry: Omit<AuditEntry, 'id' | 'times' | 'at'> & { at: Date }) => Promise<void>
  /** Newest first, those older than entry `before`. */
  list: (query: { limit: number; before?: number | undefined }) => Promise<AuditEntry[]>
}

/** What a ticket stands for: a session of `identity` at the origin `audience`, in a frame of the origin `ancestor`. */
export type Ticket = { identity: Identity; audience: string; ancestor: string; expires: Date }

/** Tickets under hashes of theirs, shared by all processes. */
export interface TicketStore {
  /** Keeps a ticket, and forgets those that have expired by then. */
  keep: (key: string, ticket: Ticket, at: Date) => Promise<void>
  /** Takes a ticket out: of all who ask for it, one gets it, expired or not. */
  take: (key: string) => Promise<Ticket | null>
}

/** Where everything that was collected is kept. SQLite or PostgreSQL, one schema, one behaviour. */
export interface Store {
  /**
   * Makes a snapshot the current one of its scope. Rows come in by this, `recordInventory` and `recordPast` alone. An unchanged snapshot adds no rows and
   * keeps its number: the current one is then known to hold until the new `readTo`. It happens whole or not at all,
   * and one recorder of a project waits for the other.
   */
  record: (scope: Scope, snapshot: Snapshot) => Promise<SnapshotMark>

  /**
   * Makes the first snapshots of a project, oldest first, in one transaction; says whether it did. A project that has
   * one stays as it is, and `past` is not asked for: a snapshot never comes before one that there is.
   */
  recordPast: (project: string, past: Iterable<Past>) => Promise<boolean>

  /**
   * Takes what was seen of servers into the inventory and records the statistics of the scope that follow from it,
   * in one transaction: when `reports` throws, nothing of it is stored. Nor is it with `isPreview`: then the result tells what
   * would have been.
   */
  recordInventory: (
    scope: Scope,
    reports: AsyncIterable<HostReport> | Iterable<HostReport>,
    read: { readFrom: string; readTo: string },
    options?: { isPreview?: boolean },
  ) => Promise<InventoryResult>

  /**
   * The rows of a scope query that match, in order, and how many match in all. Ties are broken by port, then type.
   * For all enterprise projects the servers of a row add up and its worst status counts.
   * `mark` is null when nothing of the scope query was ever read. With `query.snapshot`, as of that snapshot.
   */
  statistics: (query: StatisticsQuery) => Promise<StatisticsPage & { mark: SnapshotMark | null }>

  /** All rows of a scope query, in order of port and type, with how many servers have a port in both address families. */
  rowSet: (
    query: Pick<StatisticsQuery, 'scopeQuery' | 'snapshot'>,
  ) => Promise<{ set: RowSet; mark: SnapshotMark | null }>

  /**
   * The mark that `statistics` would answer with, and how many rows it may have to look at: those of all scopes that are
   * meant, whatever the filter. It is the price of a 304.
   */
  extent: (
    query: Pick<StatisticsQuery, 'scopeQuery' | 'snapshot'>,
  ) => Promise<{ mark: SnapshotMark | null; rows: number }>

  /** Which servers have a port, or had it as of a snapshot, by name and then address. */
  portHosts: (query: PortHostsQuery) => Promise<PortHostsPage>
  /** Whether it is known of all scopes which servers stood behind a snapshot: of some there are rows alone. */
  knowsServers: (query: Pick<PortHostsQuery, 'scopeQuery' | 'snapshot'>) => Promise<boolean>

  /**
   * Changes between two moments of a scope query, by cause: see `ChangesAnswer`. Of what was read before servers were
   * kept, only rows are compared. `to` is null where nothing of the scope query was ever read.
   */
  changes: (comparison: Comparison) => Promise<Changes>

  /** The changes of one port with a type, newest first: empty where it was never open. */
  portHistory: (query: PortHistoryQuery) => Promise<PortHistoryAnswer>

  /** The headline figures between two moments of a scopeQuery. Not `isKnown`: nothing of it was ever read. */
  course: (comparison: Comparison) => Promise<CourseAnswer & { isKnown: boolean }>

  /**
   * The snapshots of a scope query that its rows can be compared to, newest first: from the first complete one on. Scopes
   * are compared one by one, so one that came later takes nothing from the others. Of many, the newest, and the last of
   * each hour and day (`SNAPSHOT_LIMITS`).
   */
  moments: (scopeQuery: StatisticsQuery['scopeQuery']) => Promise<SnapshotMoment[]>

  /** All projects: inventory first, then HSS projects by name, the demo fleet last. */
  projects: () => Promise<ProjectSummary[]>
  hasProject: (project: string) => Promise<boolean>
  /** Null where there is no such project. */
  projectKind: (project: string) => Promise<ProjectKind | null>

  /** Names a project; one that exists is renamed. `enterpriseProjects` adds names to ids. */
  describeProject: (project: {
    id: string
    name: string
    kind: ProjectKind
    enterpriseProjects?: readonly { id: string; name: string }[]
  }) => Promise<void>

  sweeps: SweepStore
  views: ViewStore
  sessions: SessionStore
  tokens: TokenStore
  audit: AuditStore
  tickets: TicketStore
  alerts: AlertStore

  /**
   * Changes a small text that several processes share, one at a time. `change` gets it as it is, null at first, and may
   * be called more than once.
   */
  changeDocument: <Result>(
    key: string,
    change: (text: string | null) => { text: string; result: Result },
  ) => Promise<Result>

  /** Such a text as it is, null if it was never written. */
  document: (key: string) => Promise<string | null>

  /** For monitoring: the size of the data on disk, how many sessions are kept, and the figures of all scopes. */
  figures: () => Promise<{ bytes: number; sessions: number; scopes: ScopeFigures[] }>

  close: () => Promise<void>
}
