import type { Cause, Cell, Change } from '#contract/changes.ts'
import { isWorseStatus, protocolOf } from '#contract/port-row.ts'

import { createKeys } from './causes.ts'
import type { Match } from './query/match.ts'
import { rowAt } from './row-set.ts'
import type { RowSet } from './row-set.ts'

/**
 * A change of what the table lists: of one row, or of a port over a protocol that has two address families. Of the latter,
 * `parts` are the changes of its rows, one or two, which tell the servers by cause; its cells fold the rows, and what is left
 * of it has, or had, at most `most` servers.
 */
export type ListedChange = Change & { readonly parts?: readonly Change[]; readonly most?: number }

/** The changes of the rows behind some that are listed. */
export const changesOfRows = (listed: readonly ListedChange[]): Change[] =>
  listed.flatMap((change) => change.parts ?? [change])

/** How many servers more have a port than had it; of two address families, in the one that changed most: many have both. */
export const moreServers = ({ before, after, parts }: ListedChange): number =>
  parts === undefined
    ? (after?.servers ?? 0) - (before?.servers ?? 0)
    : parts.map(moreServers).reduce((most, more) => (Math.abs(more) > Math.abs(most) ? more : most))

/**
 * Changes of rows by port and protocol, as the table lists ports: where only the second address family came, the port was open
 * before, and other servers have it. So what came and went adds up to the difference of the figures.
 *
 * @param set the rows that the changes led to.
 * @param shows which of them are shown: one that is not is no part of its port.
 */
export function foldFamilies(changes: readonly Change[], set: RowSet, shows: Match): ListedChange[] {
  const keyOf = createKeys()
  const groups = new Map<number, Families>()
  const groupOf = ({ port, type }: Pick<Change, 'port' | 'type'>) => keyOf({ port, type: protocolOf(type) })
  for (const change of changes) {
    const group = groups.get(groupOf(change))
    if (group) group.second = change
    else groups.set(groupOf(change), { first: change, second: null, unchanged: null, together: null })
  }
  const ports = new Set(changes.map(({ port }) => port))
  for (let i = 0; i < set.size; i++) {
    if (!ports.has(set.port[i] ?? 0)) continue
    const { type, servers, status, port } = rowAt(set, i)
    const group = groups.get(groupOf({ port, type }))
    if (!group) continue
    group.together = set.together?.[i] ?? null
    const isChanged = group.first.type === type || group.second?.type === type
    if (!isChanged && shows(i)) group.unchanged = { servers, status }
  }
  return Array.from(groups.values(), (group) =>
    group.second === null && group.unchanged === null ? group.first : foldGroup(group),
  )
}

/** The changes of a port over a protocol; the row without any, and how many servers have it in either family, if known. */
type Families = { first: Change; second: Change | null; unchanged: Cell | null; together: number | null }

function foldGroup({ first, second, unchanged, together }: Families): ListedChange {
  const parts = second === null ? [first] : [first, second]
  const [were, are] = (['before', 'after'] as const).map((side) =>
    [...parts.map((part) => part[side]), unchanged].filter((cell) => cell !== null),
  )
  const before = foldCells(were ?? [])
  const after = foldCells(are ?? [])
  const isExact = after !== null && are?.length === 2 && together !== null
  const cameOrWent = before === null || after === null
  const presence = cameOrWent ? firstCause(parts.flatMap((part) => part.presence ?? [])) : null
  const isRelabelled = !cameOrWent && before.status !== after.status
  return {
    port: first.port,
    type: protocolOf(first.type),
    before,
    after: isExact ? { ...after, servers: together } : after,
    presence,
    status: isRelabelled ? whyRelabelled(parts, before, after) : null,
    servers: {},
    closedAt:
      presence === 'reopened'
        ? (parts
            .flatMap((part) => part.closedAt ?? [])
            .toSorted()
            .at(-1) ?? null)
        : null,
    parts,
    most: isExact ? together : sumServers(after === null ? were : are),
  }
}

/** Of several causes the one that is told. What was open in either family was open before; what is partly unread may still be. */
const firstCause = (causes: readonly Cause[]): Cause | null =>
  (['reopened', 'opened', 'firstRead', 'noLongerRead', 'closed'] as const).find((cause) =>
    causes.includes(cause),
  ) ?? null

/** Why the worst status is another one: what has it, or had it, was relabelled, or came or went with it. */
function whyRelabelled(parts: readonly Change[], before: Cell, after: Cell): Cause {
  const side = isWorseStatus(after.status, before.status) ? 'after' : 'before'
  const { status } = { before, after }[side]
  const decisive = parts.filter((part) => part[side]?.status === status)
  const moved = decisive.flatMap((part) => part.presence ?? [])
  return (moved.length === decisive.length ? firstCause(moved) : null) ?? 'relabelled'
}

/** The worst status of some rows, and as many servers as have at least one of them; null of none. */
function foldCells(cells: readonly Cell[]): Cell | null {
  const [first, ...others] = cells
  return first === undefined
    ? null
    : others.reduce(
        (folded, { servers, status }) => ({
          servers: Math.max(folded.servers, servers),
          status: isWorseStatus(status, folded.status) ? status : folded.status,
        }),
        first,
      )
}

const sumServers = (cells: readonly Cell[] = []): number =>
  cells.reduce((sum, { servers }) => sum + servers, 0)
