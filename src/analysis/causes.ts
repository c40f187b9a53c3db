import { CAUSES, SERVER_CAUSES } from '#contract/changes.ts'
import type { Cause, Cell, Change, Figures, ServerCause } from '#contract/changes.ts'
import { isWorseStatus, MAX_PORT, statusSeverity } from '#contract/port-row.ts'

/** Servers of a port in one scope that came or went between two moments, counted by why. */
export type Moved = Readonly<Partial<Record<ServerCause, number>>>

/** One (port, type) in one scope at two moments, null where it was not open: what `moved` adds up to is the difference. */
export type ScopeRow = {
  readonly port: number
  readonly type: string
  readonly before: Cell | null
  readonly after: Cell | null
  readonly moved: Moved
}

/** Numbers (port, type)s, the same always the same: with words for keys, a map of 262,144 takes half a second. */
export function createKeys(): (socket: { port: number; type: string }) => number {
  const types = new Map<string, number>()
  return ({ port, type }) => {
    let place = types.get(type)
    if (place === undefined) types.set(type, (place = types.size))
    return place * (MAX_PORT + 1) + port
  }
}

/**
 * What moved in a scope whose source names no servers: it is closed or opened as far as the numbers tell. Without a
 * snapshot before it was read for the first time; what a partial snapshot lacks was not read.
 */
export function movedByRows(
  before: Cell | null,
  after: Cell | null,
  { hasBase, isWhole }: { hasBase: boolean; isWhole: boolean },
): Moved {
  const more = (after?.servers ?? 0) - (before?.servers ?? 0)
  if (more === 0) return {}
  if (more > 0) return hasBase ? { opened: more } : { firstRead: more }
  return isWhole ? { closed: -more } : { noLongerRead: -more }
}

/** If the earlier snapshot has rows alone, only the servers that were first read later can be told apart. */
export function partlyKnown(
  { before, after }: Pick<ScopeRow, 'before' | 'after'>,
  { firstRead = 0 }: Moved,
): Moved {
  const more = (after?.servers ?? 0) - (before?.servers ?? 0)
  const first = Math.min(firstRead, after?.servers ?? 0)
  const rest = movedByRows(
    null,
    { servers: Math.abs(more - first), status: '' },
    { hasBase: true, isWhole: true },
  )
  const opened = rest.opened ?? 0
  return {
    ...(first > 0 && { firstRead: first }),
    ...(opened > 0 && (more > first ? { opened } : { closed: opened })),
  }
}

/**
 * Changes of the rows of several scopes, as of one scope: servers of a (port, type) add up, and its worst status counts.
 * Worst first, then by servers. A row that differs in nothing is passed over.
 *
 * @param rows of a (port, type) that changed in one scope, those of all other scopes as well.
 * @param closedAt when a (port, type) was closed before the first moment, null where it had never been open.
 * @param areSeveral whether rows of a (port, type) may be of several scopes. To look for those of 262,144 takes time.
 */
export function foldChanges(
  rows: Iterable<ScopeRow>,
  closedAt: (port: number, type: string) => string | null,
  areSeveral = true,
): Change[] {
  const changes: Change[] = []
  for (const group of areSeveral ? groupsOf(rows) : alone(rows)) {
    const change = changeOf(group, closedAt)
    if (change !== null) changes.push(change)
  }
  // Numbers beside the changes: a comparison that looked into both would take as long as all the rest.
  const order = Uint32Array.from(changes.keys())
  const ranks = Float64Array.from(changes, (change) => severityOf(change) * 2 ** 32 + serversOf(change))
  const ports = Uint16Array.from(changes, ({ port }) => port)
  const typeOf = (place: number): string => changes[place]?.type ?? ''
  order.sort(
    (a, b) =>
      (ranks[b] ?? 0) - (ranks[a] ?? 0) ||
      (ports[a] ?? 0) - (ports[b] ?? 0) ||
      (typeOf(a) < typeOf(b) ? -1 : Number(typeOf(a) > typeOf(b))),
  )
  return Array.from(order, (place) => changes[place]).filter((change) => change !== undefined)
}

/** Rows by (port, type). */
function groupsOf(rows: Iterable<ScopeRow>): Iterable<ScopeRow[]> {
  const keyOf = createKeys()
  const groups = new Map<number, ScopeRow[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return groups.values()
}

function* alone(rows: Iterable<ScopeRow>): Generator<ScopeRow[]> {
  for (const row of rows) yield [row]
}

/** The worse of its two sides, so that a port that stopped being dangerous is not overlooked. */
const severityOf = ({ before, after }: Change): number =>
  Math.max(before ? statusSeverity(before.status) : 0, after ? statusSeverity(after.status) : 0)

const serversOf = ({ before, after }: Change): number => (after ?? before)?.servers ?? 0

function changeOf(
  group: readonly ScopeRow[],
  closedAt: (port: number, type: string) => string | null,
): Change | null {
  const [first] = group
  if (first === undefined) return null
  const { port, type } = first
  const before = fold(group, 'before')
  const after = fold(group, 'after')
  const servers: Partial<Record<ServerCause, number>> = {}
  for (const cause of SERVER_CAUSES) {
    let moved = 0
    for (const row of group) moved += row.moved[cause] ?? 0
    if (moved > 0) servers[cause] = cause === 'opened' || cause === 'firstRead' ? moved : -moved
  }
  const told = { port, type, before, after, servers, presence: null, status: null, closedAt: null }
  if (before === null && after === null) return null
  if (before === null) {
    if (servers.opened === undefined) return { ...told, presence: 'firstRead' }
    const closed = closedAt(port, type)
    return { ...told, presence: closed === null ? 'opened' : 'reopened', closedAt: closed }
  }
  if (after === null) return { ...told, presence: servers.closed === undefined ? 'noLongerRead' : 'closed' }
  if (before.status !== after.status) return { ...told, status: whyRelabelled(group, before, after) }
  return isEmpty(servers) ? null : told
}

/** Without making a list of its keys: rows are many. */
function isEmpty(servers: object): boolean {
  for (const _ in servers) return false
  return true
}

/**
 * Why the worst status of a port is another one: because of those scopes whose status it is, if it is worse now, and of
 * those whose status it was, if it is better. One of them had the port at both moments and relabelled it, or it came, or
 * went, with them.
 */
function whyRelabelled(group: readonly ScopeRow[], before: Cell, after: Cell): Cause {
  if (isWorseStatus(after.status, before.status)) {
    const decisive = group.filter((row) => row.after?.status === after.status)
    if (decisive.some((row) => row.before !== null)) return 'relabelled'
    return decisive.some((row) => row.moved.opened !== undefined) ? 'opened' : 'firstRead'
  }
  const decisive = group.filter((row) => row.before?.status === before.status)
  if (decisive.some((row) => row.after !== null)) return 'relabelled'
  return decisive.some((row) => row.moved.closed !== undefined) ? 'closed' : 'noLongerRead'
}

function fold(group: readonly ScopeRow[], side: 'before' | 'after'): Cell | null {
  let whole: Cell | null = null
  for (const { [side]: cell } of group) {
    if (whole === null || cell === null) whole ??= cell
    else {
      const status: string = isWorseStatus(cell.status, whole.status) ? cell.status : whole.status
      whole = { servers: whole.servers + cell.servers, status }
    }
  }
  return whole
}

/**
 * By how much each cause moved the headline figures.
 *
 * @param affected by how much it moved the number of servers with a dangerous port, null where that is not known.
 */
export function sumCauses(
  changes: readonly Change[],
  affected: Readonly<Partial<Record<Cause, number>>> | null,
): Partial<Record<Cause, Figures>> {
  const sums: Partial<Record<Cause, Figures>> = {}
  const add = (cause: Cause, figure: keyof Figures, more: number): void => {
    if (more === 0) return
    const sum = (sums[cause] ??= {
      rows: 0,
      dangerous: 0,
      instances: 0,
      affected: affected === null ? null : 0,
    })
    sum[figure] = (sum[figure] ?? 0) + more
  }
  for (const { before, after, presence, status, servers } of changes) {
    const cause = presence ?? status
    if (presence !== null) add(presence, 'rows', Number(after !== null) - Number(before !== null))
    if (cause !== null)
      add(cause, 'dangerous', Number(after?.status === 'danger') - Number(before?.status === 'danger'))
    for (const server of SERVER_CAUSES) add(server, 'instances', servers[server] ?? 0)
  }
  for (const cause of CAUSES) add(cause, 'affected', affected?.[cause] ?? 0)
  return sums
}
