import type { Cause, Cell } from '#contract/changes.ts'

import type { Moved, ScopeRow } from './causes.ts'

/** A server as it was known at a moment: what had been looked at until then, and what it listened on. */
export type KnownServer = {
  readonly covers: (port: number, type: string) => boolean
  /** `container` tells apart what counts as a server of its own on it, '' where it counts as one. */
  readonly sockets: readonly { readonly port: number; readonly type: string; readonly container: string }[]
}

/** The servers of one scope at a moment, by their keys. */
export type KnownServers = {
  readonly servers: ReadonlyMap<string, KnownServer>
  readonly statusOf: (port: number, type: string) => string
}

/** What is known of a server's port with a dangerous status, at the moment at which it has it. */
export type DangerousSocket = {
  /** Whether it is there at the other moment, with another status or not. */
  isThere: boolean
  /** Whether it was looked at, or is: at the other moment. */
  isRead: boolean
}

/** Why a server has a dangerous port that had none: one that was opened counts before one that was relabelled. */
export function whyAffected(sockets: readonly DangerousSocket[]): Cause {
  if (sockets.some(({ isThere, isRead }) => !isThere && isRead)) return 'opened'
  return sockets.some(({ isThere }) => isThere) ? 'relabelled' : 'firstRead'
}

/** Why a server has no dangerous port any more. */
export function whyUnaffected(sockets: readonly DangerousSocket[]): Cause {
  if (sockets.some(({ isThere, isRead }) => !isThere && isRead)) return 'closed'
  return sockets.some(({ isThere }) => isThere) ? 'relabelled' : 'noLongerRead'
}

/**
 * One scope whose servers are known at two moments: its rows, changed or not, and by how many more servers have a dangerous
 * port, by cause. Without anything before, all of it is read for the first time.
 */
export function compareServers(
  before: KnownServers | null,
  after: KnownServers,
): { rows: ScopeRow[]; affected: Partial<Record<Cause, number>> } {
  const had = placesOf(before)
  const has = placesOf(after)
  const wasRead = (server: string, port: number, type: string) =>
    before?.servers.get(server)?.covers(port, type) ?? false
  const isRead = (server: string) => after.servers.has(server)

  const rows: ScopeRow[] = []
  for (const [key, place] of new Map([...had, ...has])) {
    const { port, type } = place
    const come = [...(has.get(key)?.servers ?? [])].filter(([own]) => !had.get(key)?.servers.has(own))
    const gone = [...(had.get(key)?.servers ?? [])].filter(([own]) => !has.get(key)?.servers.has(own))
    const [opened, firstRead] = split(come, ([, server]) => wasRead(server, port, type))
    const [closed, noLongerRead] = split(gone, ([, server]) => isRead(server))
    const counted = { opened, firstRead, closed, noLongerRead }
    const moved: Moved = Object.fromEntries(Object.entries(counted).filter(([, count]) => count > 0))
    rows.push({ port, type, before: cellOf(before, had.get(key)), after: cellOf(after, has.get(key)), moved })
  }

  const affected: Partial<Record<Cause, number>> = {}
  const dangerousBefore = dangerousOf(before)
  const dangerousAfter = dangerousOf(after)
  for (const [own, sockets] of dangerousAfter)
    if (!dangerousBefore.has(own)) {
      const cause = whyAffected(
        sockets.map(({ key, server, port, type }) => ({
          isThere: had.get(key)?.servers.has(own) ?? false,
          isRead: wasRead(server, port, type),
        })),
      )
      affected[cause] = (affected[cause] ?? 0) + 1
    }
  for (const [own, sockets] of dangerousBefore)
    if (!dangerousAfter.has(own)) {
      const cause = whyUnaffected(
        sockets.map(({ key, server }) => ({
          isThere: has.get(key)?.servers.has(own) ?? false,
          isRead: isRead(server),
        })),
      )
      affected[cause] = (affected[cause] ?? 0) - 1
    }
  return { rows, affected }
}

/** One (port, type), and what counts as a server that has it: each with the key of the server that it is on. */
type Place = { port: number; type: string; servers: Map<string, string> }

function placesOf(known: KnownServers | null): Map<string, Place> {
  const places = new Map<string, Place>()
  for (const [server, { sockets }] of known?.servers ?? [])
    for (const { port, type, container } of sockets) {
      const key = `${port}/${type}`
      const place = places.get(key) ?? { port, type, servers: new Map<string, string>() }
      places.set(key, place)
      place.servers.set(`${server} ${container}`, server)
    }
  return places
}

const cellOf = (known: KnownServers | null, place: Place | undefined): Cell | null =>
  known === null || place === undefined
    ? null
    : { servers: place.servers.size, status: known.statusOf(place.port, place.type) }

type Dangerous = { key: string; server: string; port: number; type: string }

function dangerousOf(known: KnownServers | null): Map<string, Dangerous[]> {
  const found = new Map<string, Dangerous[]>()
  for (const [key, { port, type, servers }] of placesOf(known))
    if (known?.statusOf(port, type) === 'danger')
      for (const [own, server] of servers)
        found.set(own, [...(found.get(own) ?? []), { key, server, port, type }])
  return found
}

/** How many pass a test, and how many do not. */
function split<Item>(items: readonly Item[], passes: (item: Item) => boolean): [yes: number, no: number] {
  const yes = items.filter(passes).length
  return [yes, items.length - yes]
}
