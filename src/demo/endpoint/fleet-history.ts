import { foldChanges, sumCauses } from '#analysis/causes.ts'
import { thinned } from '#analysis/course.ts'
import { compareServers } from '#analysis/server-moves.ts'
import type { KnownServer, KnownServers } from '#analysis/server-moves.ts'
import type { Comparison } from '#contract/changes-query.ts'
import { CAUSES } from '#contract/changes.ts'
import type { Cause, Changes, Figures } from '#contract/changes.ts'
import type { CourseAnswer, CoursePoint } from '#contract/course.ts'
import type { Moment } from '#contract/moments.ts'
import type { PortHistoryAnswer, PortHistoryQuery } from '#contract/port-history.ts'
import type { SnapshotMark } from '#contract/port-statistics.ts'
import type { FleetScope } from '#demo/fleet.ts'
import { reportsAt, rowsAt, statusAt } from '#demo/past.ts'

import { affectedAt, fleetScopes } from './fleet-answers.ts'

/** What changed in the fleet between two moments, as the server's store tells it. Its parts are read at the same times. */
export function fleetChanges(comparison: Comparison, marks: readonly SnapshotMark[]): Changes {
  const scopes = fleetScopes(comparison.scopeQuery)
  const { from, to, base, stand } = momentsOf(comparison, scopes.length === 0 ? [] : marks)
  const compared = stand === null ? [] : scopes
  const [before, after] = [base, stand].map((mark) => (mark === null ? -1 : marks.indexOf(mark)))
  if (before === undefined || after === undefined) throw new Error('two moments are two')

  const parts = compared.map((scope) =>
    compareServers(before === -1 ? null : knownAt(scope, before), knownAt(scope, after)),
  )
  const changes = foldChanges(
    parts.flatMap(({ rows }) => rows),
    closedBefore(compared, before, marks),
  )
  const affected: Partial<Record<Cause, number>> = {}
  for (const cause of CAUSES)
    affected[cause] = parts.reduce((sum, part) => sum + (part.affected[cause] ?? 0), 0)
  const isKnown = compared.length > 0
  return {
    from,
    to,
    scopes: compared.flatMap(({ enterpriseProject }) =>
      stand === null ? [] : [{ enterpriseProject, from: base && momentOf(base), to: momentOf(stand) }],
    ),
    complete: 1,
    figures: {
      before: figuresAt(compared, before),
      after: figuresAt(compared, after),
      causes: sumCauses(changes, isKnown ? affected : null),
    },
    changes,
  }
}

/** What became of one port of the fleet, moment by moment. */
export function fleetPortHistory(
  { scopeQuery, port, type }: PortHistoryQuery,
  marks: readonly SnapshotMark[],
): PortHistoryAnswer {
  const scopes = fleetScopes(scopeQuery)
  const only = (moment: number): KnownServers[] =>
    scopes.map((scope) => {
      const { servers, statusOf } = knownAt(scope, moment)
      const own = Array.from(servers, ([key, server]): [string, KnownServer] => [
        key,
        {
          ...server,
          sockets: server.sockets.filter((socket) => socket.port === port && socket.type === type),
        },
      ])
      return { servers: new Map(own), statusOf }
    })
  const changes: PortHistoryAnswer['changes'] = []
  let closedAt: string | null = null
  let before: KnownServers[] | null = null
  for (const [moment, mark] of marks.entries()) {
    const after = only(moment)
    const rows = after.flatMap((known, i) => compareServers(before?.[i] ?? null, known).rows)
    const [change] = foldChanges(rows, () => closedAt)
    if (change !== undefined) changes.unshift({ at: mark.readTo, change })
    if (change?.after === null) closedAt = mark.readTo
    before = after
  }
  return { firstSeen: changes.at(-1)?.at ?? null, total: changes.length, changes }
}

/** The fleet's figures over time. */
export function fleetCourse(comparison: Comparison, marks: readonly SnapshotMark[]): CourseAnswer {
  const scopes = fleetScopes(comparison.scopeQuery)
  const { from, to, base, stand } = momentsOf(comparison, scopes.length === 0 ? [] : marks)
  if (from === null || to === null || base === null || stand === null) return { points: [], gaps: [] }
  const followed = marks.slice(marks.indexOf(base), marks.indexOf(stand) + 1)
  const points = followed.map((mark): CoursePoint => ({
    at: mark.readTo < from.at ? from.at : mark.readTo,
    scopes: scopes.length,
    ...figuresAt(scopes, marks.indexOf(mark)),
  }))
  return { points: thinned(points), gaps: [] }
}

const momentOf = ({ id, readTo }: SnapshotMark) => ({ id, at: readTo })

type Compared = Pick<Changes, 'from' | 'to'> & { base: SnapshotMark | null; stand: SnapshotMark | null }

export function momentsOf(
  { from, to = { at: new Date().toISOString() } }: Comparison,
  marks: readonly SnapshotMark[],
): Compared {
  const at = (moment: Moment): SnapshotMark | undefined =>
    marks.findLast((mark) => ('at' in moment ? mark.readTo <= moment.at : mark.id <= moment.snapshot))
  const stand = at(to)
  const [oldest] = marks
  if (stand === undefined || oldest === undefined) return { from: null, to: null, base: null, stand: null }
  const end = 'at' in to ? to.at : stand.readTo

  let earlier: Moment
  if (!('before' in from)) earlier = from
  else if (from.before !== 'last') earlier = { at: new Date(Date.parse(end) - from.before).toISOString() }
  else earlier = { at: marks.findLast(({ id }) => id < stand.id)?.readTo ?? stand.readTo }
  const found = at(earlier)
  const base = found ?? oldest
  return {
    from: {
      at: found !== undefined && 'at' in earlier ? earlier.at : base.readTo,
      isOldest: found === undefined,
    },
    to: { at: end },
    base: base.id > stand.id ? stand : base,
    stand,
  }
}

/** The servers of a part of the fleet at a moment. All of their ports were always looked at. */
const knownAt = ({ category, reports }: FleetScope, moment: number): KnownServers => ({
  servers: new Map(
    reportsAt(reports, moment).map(({ key, listeners }) => [
      key,
      {
        covers: () => true,
        sockets: listeners.map(({ port, type, containerId }) => ({
          port,
          type,
          container: category === 'container' ? containerId : '',
        })),
      },
    ]),
  ),
  statusOf: (port, type) => statusAt(moment, port, type),
})

/** When a port that is not open at a moment had been closed last. */
function closedBefore(
  scopes: readonly FleetScope[],
  moment: number,
  marks: readonly SnapshotMark[],
): (port: number, type: string) => string | null {
  const open = marks
    .slice(0, moment + 1)
    .map((_, i) => new Set(rowsOf(scopes, i).map(({ port, type }) => `${port}/${type}`)))
  return (port, type) => {
    const last = open.findLastIndex((ports) => ports.has(`${port}/${type}`))
    return last === -1 ? null : (marks[last + 1]?.readTo ?? null)
  }
}

const rowsOf = (scopes: readonly FleetScope[], moment: number) =>
  rowsAt(
    scopes.flatMap(({ reports }) => reports),
    moment,
  )

function figuresAt(scopes: readonly FleetScope[], moment: number): Figures {
  const rows = moment === -1 ? [] : rowsOf(scopes, moment)
  return {
    rows: rows.length,
    dangerous: rows.filter(({ status }) => status === 'danger').length,
    instances: rows.reduce((sum, { servers }) => sum + servers, 0),
    affected: scopes.length === 0 ? null : moment === -1 ? 0 : affectedAt(scopes, moment),
  }
}
