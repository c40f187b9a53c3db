import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { CAUSES } from '#contract/changes.ts'
import type { Cause, Change, Figures } from '#contract/changes.ts'
import { statusSeverity } from '#contract/port-row.ts'

import { foldChanges, movedByRows, sumCauses } from './causes.ts'
import type { ScopeRow } from './causes.ts'
import { compareServers } from './server-moves.ts'
import type { KnownServers } from './server-moves.ts'

const PORTS = [22, 23, 80]
const STATUSES = ['danger', 'unknown', 'normal', 'odd', 'even']

/** A scope at a moment. With `hosts`, servers are known; else only how many have a port. */
type Moment =
  | { kind: 'servers'; hosts: { key: string; covered: number[]; open: number[] }[]; judged: string[] }
  | { kind: 'rows'; rows: { port: number; servers: number; status: string }[]; isWhole: boolean }
type Case = { before: Moment | null; after: Moment }

const hosts = fc.uniqueArray(
  fc.record({
    key: fc.constantFrom('a', 'b', 'c', 'd'),
    covered: fc.subarray(PORTS),
    open: fc.subarray(PORTS),
  }),
  { selector: ({ key }) => key },
)
const judged = fc.array(fc.constantFrom(...STATUSES), { minLength: PORTS.length, maxLength: PORTS.length })
const servers = fc.record({ kind: fc.constant('servers' as const), hosts, judged })
const rows = fc.record({
  kind: fc.constant('rows' as const),
  isWhole: fc.boolean(),
  rows: fc.uniqueArray(
    fc.record({
      port: fc.constantFrom(...PORTS),
      servers: fc.integer({ min: 1, max: 3 }),
      status: fc.constantFrom(...STATUSES),
    }),
    { selector: ({ port }) => port },
  ),
})
const scope: fc.Arbitrary<Case> = fc.oneof(
  fc.record({ before: fc.option(servers), after: servers }),
  fc.record({ before: fc.option(rows), after: rows }),
)

const statusOf = (judged: string[]) => (port: number) => judged[PORTS.indexOf(port)] ?? ''
const knownOf = (moment: Moment & { kind: 'servers' }): KnownServers => ({
  servers: new Map(
    moment.hosts.map(({ key, covered, open }) => [
      key,
      {
        covers: (port) => covered.includes(port),
        sockets: open.map((port) => ({ port, type: 'TCP', container: '' })),
      },
    ]),
  ),
  statusOf: statusOf(moment.judged),
})

/** The rows of a scope at a moment, plainly counted. */
function rowsOf(moment: Moment | null) {
  if (moment === null) return []
  if (moment.kind === 'rows') return moment.rows
  return PORTS.map((port) => ({
    port,
    servers: moment.hosts.filter(({ open }) => open.includes(port)).length,
    status: statusOf(moment.judged)(port),
  })).filter(({ servers }) => servers > 0)
}

const affectedIn = (moment: Moment | null): number =>
  moment?.kind === 'servers'
    ? moment.hosts.filter(({ open }) => open.some((port) => statusOf(moment.judged)(port) === 'danger'))
        .length
    : 0

function figuresOf(moments: readonly (Moment | null)[]): Figures {
  const all = moments.flatMap(rowsOf)
  const worst = (port: number) =>
    Math.max(...all.filter((row) => row.port === port).map(({ status }) => statusSeverity(status)))
  const open = new Set(all.map(({ port }) => port))
  return {
    rows: open.size,
    dangerous: [...open].filter((port) => worst(port) === 3).length,
    instances: all.reduce((sum, { servers }) => sum + servers, 0),
    affected: moments.some((moment) => moment?.kind === 'rows')
      ? null
      : moments.reduce((sum, moment) => sum + affectedIn(moment), 0),
  }
}

/** All rows of a scope, changed or not: what did not change must not show. */
function compare({ before, after }: Case): { rows: ScopeRow[]; affected: Partial<Record<Cause, number>> } {
  const now = new Map(rowsOf(after).map((row) => [row.port, row]))
  const then = new Map(rowsOf(before).map((row) => [row.port, row]))
  const cell = (row: { servers: number; status: string } | undefined) =>
    row === undefined ? null : { servers: row.servers, status: row.status }
  const all = PORTS.map((port) => ({
    port,
    type: 'TCP',
    before: cell(then.get(port)),
    after: cell(now.get(port)),
  }))
  if (after.kind === 'rows') {
    const known = { hasBase: before !== null, isWhole: after.isWhole }
    return {
      rows: all.map((row) => ({ ...row, moved: movedByRows(row.before, row.after, known) })),
      affected: {},
    }
  }
  const compared = compareServers(before?.kind === 'servers' ? knownOf(before) : null, knownOf(after))
  const counted = compared.rows.map(({ port, type, before, after }) => ({ port, type, before, after }))
  const isOpen = (row: (typeof all)[number]) => row.before !== null || row.after !== null
  expect(counted.toSorted((a, b) => a.port - b.port)).toEqual(all.filter(isOpen))
  return compared
}

function changesOf(scopes: readonly Case[]): { changes: Change[]; causes: Partial<Record<Cause, Figures>> } {
  const compared = scopes.map(compare)
  const changes = foldChanges(
    compared.flatMap(({ rows }) => rows),
    (port) => (port === 80 ? '2026-01-01T00:00:00.000Z' : null),
  )
  const affected: Partial<Record<Cause, number>> = {}
  for (const cause of CAUSES)
    affected[cause] = compared.reduce((sum, part) => sum + (part.affected[cause] ?? 0), 0)
  const isKnown = scopes.every(({ after }) => after.kind === 'servers')
  return { changes, causes: sumCauses(changes, isKnown ? affected : null) }
}

describe('the law of causes', () => {
  test('over any two moments and scopes, the causes add up to the difference of every figure', () => {
    fc.assert(
      fc.property(fc.array(scope, { maxLength: 3 }), (scopes) => {
        const { changes, causes } = changesOf(scopes)
        const before = figuresOf(scopes.map((one) => one.before))
        const after = figuresOf(scopes.map((one) => one.after))
        const sum = (figure: keyof Figures) =>
          Object.values(causes).reduce((total, figures) => total + (figures[figure] ?? 0), 0)
        for (const figure of ['rows', 'dangerous', 'instances'] as const)
          expect([figure, sum(figure)]).toEqual([figure, after[figure] - before[figure]])
        const isKnown = scopes.every(({ after }) => after.kind === 'servers')
        expect(sum('affected')).toBe(isKnown ? (after.affected ?? 0) - (before.affected ?? 0) : 0)
        expect(Object.values(causes).filter(({ affected }) => (affected !== null) !== isKnown)).toEqual([])
        for (const { before, after, servers } of changes)
          expect(Object.values(servers).reduce((total, more) => total + more, 0)).toBe(
            (after?.servers ?? 0) - (before?.servers ?? 0),
          )
      }),
      { numRuns: 1_000 },
    )
  })

  test('nothing that was not covered before is ever opened', () => {
    const wasRead = ({ before, after }: Case, port: number): boolean => {
      if (before === null || rowsOf(after).every((row) => row.port !== port)) return false
      if (before.kind === 'rows' || after.kind === 'rows') return true
      return after.hosts.some(
        ({ key, open }) =>
          open.includes(port) && before.hosts.some((host) => host.key === key && host.covered.includes(port)),
      )
    }
    fc.assert(
      fc.property(fc.array(scope, { maxLength: 3 }), (scopes) => {
        const opened = changesOf(scopes).changes.filter(
          ({ presence, status, servers }) =>
            [presence, status].some((cause) => cause === 'opened' || cause === 'reopened') ||
            servers.opened !== undefined,
        )
        expect(opened.filter(({ port }) => !scopes.some((one) => wasRead(one, port)))).toEqual([])
      }),
      { numRuns: 1_000 },
    )
  })
})

const cell = (servers: number, status = 'unknown') => ({ servers, status })
const told = (rows: Omit<ScopeRow, 'port' | 'type'>[], closedAt: string | null = null) => {
  const [change] = foldChanges(
    rows.map((row) => ({ port: 22, type: 'TCP', ...row })),
    () => closedAt,
  )
  return (
    change && {
      presence: change.presence,
      status: change.status,
      servers: change.servers,
      closedAt: change.closedAt,
    }
  )
}

describe('a change is described', () => {
  const came = (moved: ScopeRow['moved']) => ({ before: null, after: cell(1), moved })
  const went = (moved: ScopeRow['moved']) => ({ before: cell(1), after: null, moved })
  const none = { presence: null, status: null, closedAt: null, servers: {} }

  test.each([
    [
      'opened where one scope says so',
      [came({ firstRead: 1 }), came({ opened: 1 })],
      { presence: 'opened', servers: { opened: 1, firstRead: 1 } },
    ],
    [
      'first read where no scope knew of it',
      [came({ firstRead: 1 })],
      { presence: 'firstRead', servers: { firstRead: 1 } },
    ],
    [
      'closed',
      [went({ closed: 1 }), went({ noLongerRead: 1 })],
      { presence: 'closed', servers: { closed: -1, noLongerRead: -1 } },
    ],
    [
      'no longer read',
      [went({ noLongerRead: 1 })],
      { presence: 'noLongerRead', servers: { noLongerRead: -1 } },
    ],
    [
      'as servers that came and went in equal number',
      [{ before: cell(2), after: cell(2), moved: { opened: 1, closed: 1 } }],
      { servers: { opened: 1, closed: -1 } },
    ],
    ['as relabelled', [{ before: cell(2), after: cell(2, 'danger'), moved: {} }], { status: 'relabelled' }],
    [
      'with its status and its servers',
      [{ before: cell(2), after: cell(3, 'danger'), moved: { opened: 1 } }],
      { status: 'relabelled', servers: { opened: 1 } },
    ],
    [
      'dangerous by the scope that came, not by what was relabelled elsewhere',
      [
        { before: cell(1), after: cell(1, 'normal'), moved: {} },
        { before: null, after: cell(1, 'danger'), moved: { firstRead: 1 } },
      ],
      { status: 'firstRead', servers: { firstRead: 1 } },
    ],
    [
      'less dangerous by the scope that went',
      [
        { before: cell(1), after: cell(1), moved: {} },
        { before: cell(1, 'danger'), after: null, moved: { closed: 1 } },
      ],
      { status: 'closed', servers: { closed: -1 } },
    ],
  ] as const)('%s', (_, rows, expected) => {
    expect(told([...rows])).toEqual({ ...none, ...expected })
  })

  test('reopened, with when it had been closed', () => {
    expect(told([came({ opened: 1 })], '2026-01-01T00:00:00.000Z')).toEqual({
      ...none,
      presence: 'reopened',
      servers: { opened: 1 },
      closedAt: '2026-01-01T00:00:00.000Z',
    })
    expect(told([came({ firstRead: 1 })], '2026-01-01T00:00:00.000Z')?.presence).toBe('firstRead')
  })

  test('not at all where nothing differs', () => {
    expect(told([{ before: cell(1), after: cell(1), moved: {} }])).toBeUndefined()
  })
})
