import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'

import { foldChanges, sumCauses } from '#analysis/causes.ts'
import { compareServers } from '#analysis/server-moves.ts'
import type { KnownServers } from '#analysis/server-moves.ts'
import { CAUSES } from '#contract/changes.ts'
import type { Cause } from '#contract/changes.ts'
import { statusOf } from '#knowledge/dangerous-ports.ts'

import { covers, joinRanges } from './coverage.ts'
import {
  allOf,
  asking,
  ENGINES,
  host,
  listener,
  newScope,
  openTestStore,
  readAt,
  row,
  snapshot,
} from './testing/stores.ts'
import type { Coverage, Store } from './types.ts'

const PORTS = [22, 23, 2375, 8080]
type Report = { key: string; covered: number[]; open: number[] }
type Import = { part: string; reports: Report[] }
const reports = fc.uniqueArray(
  fc
    .record({ key: fc.constantFrom('a', 'b', 'c'), covered: fc.subarray(PORTS), open: fc.subarray(PORTS) })
    .map(({ key, covered, open }) => ({ key, covered, open: open.filter((port) => covered.includes(port)) })),
  { selector: ({ key }) => key, minLength: 1 },
)
const imports = fc.array(fc.record({ part: fc.constantFrom('0', 'b'), reports }), {
  minLength: 2,
  maxLength: 6,
})

/** The servers of each scope after some imports, plainly kept. */
type Model = Map<string, Map<string, { covered: Coverage[]; open: Set<number> }>>
function take(model: Model, { part, reports }: Import): Model {
  const servers = new Map(model.get(part))
  for (const { key, covered, open } of reports) {
    const known = servers.get(key)
    const kept = [...(known?.open ?? [])].filter((port) => !covered.includes(port))
    servers.set(key, {
      covered: joinRanges([...(known?.covered ?? []), ...rangesOf(covered)]),
      open: new Set([...kept, ...open]),
    })
  }
  return new Map([...model, [part, servers]])
}
const rangesOf = (ports: number[]): Coverage[] => ports.map((port) => ({ type: 'TCP', from: port, to: port }))
const knownOf = (servers: NonNullable<ReturnType<Model['get']>>): KnownServers => ({
  servers: new Map(
    [...servers].map(([key, { covered, open }]) => [
      key,
      {
        covers: (port, type) => covers(covered, port, type),
        sockets: [...open].map((port) => ({ port, type: 'TCP', container: '' })),
      },
    ]),
  ),
  statusOf,
})
function expected(before: Model, after: Model) {
  const parts = [...after].map(([part, servers]) => {
    const known = before.get(part)
    return compareServers(known ? knownOf(known) : null, knownOf(servers))
  })
  const affected: Partial<Record<Cause, number>> = {}
  for (const cause of CAUSES)
    affected[cause] = parts.reduce((sum, part) => sum + (part.affected[cause] ?? 0), 0)
  const changes = foldChanges(
    parts.flatMap(({ rows }) => rows),
    () => null,
  )
  return { changes, causes: sumCauses(changes, affected) }
}

describe.each(ENGINES)('changes in %s', { timeout: 120_000 }, (engine) => {
  let store: Store
  beforeAll(async () => {
    const opened = await openTestStore(engine)
    store = opened.store
    return opened.remove
  })

  test('are those that the servers of both moments make, and add up, whatever was read in between', async () => {
    await fc.assert(
      fc.asyncProperty(imports, fc.nat(), fc.nat(), async (imports, a, b) => {
        const scope = newScope()
        const moments: { id: number; model: Model }[] = []
        let model: Model = new Map()
        for (const [minute, one] of imports.entries()) {
          model = take(model, one)
          const { mark } = await store.recordInventory(
            { ...scope, enterpriseProject: one.part },
            one.reports.map(({ key, covered, open }) =>
              host(
                key,
                open.map((port) => listener(port)),
                { covered: rangesOf(covered) },
              ),
            ),
            readAt(minute),
          )
          // One that changes nothing keeps the number of the last snapshot of its scope, which may not be the newest.
          const newest = Math.max(mark.id, moments.at(-1)?.id ?? 0)
          if (newest === moments.at(-1)?.id) moments.pop()
          moments.push({ id: newest, model })
        }
        const [from, to] = [a % moments.length, b % moments.length]
          .toSorted((x, y) => x - y)
          .map((i) => moments[i])
        if (from === undefined || to === undefined) throw new Error('no moments')

        const told = await store.changes({
          scopeQuery: allOf(scope),
          from: { snapshot: from.id },
          to: { snapshot: to.id },
        })
        const { changes, causes } = expected(from.model, to.model)
        expect(told.figures.causes).toEqual({ ...causes, ...reopenedOf(told.figures.causes, causes) })
        expect(told.changes.map((change) => ({ ...change, ...never(change) }))).toEqual(changes)
        for (const [moment, figures] of [
          [from, told.figures.before],
          [to, told.figures.after],
        ] as const) {
          const { rows } = await store.statistics(asking(allOf(scope), { snapshot: moment.id }))
          expect(figures).toMatchObject({
            rows: rows.length,
            dangerous: rows.filter(({ status }) => status === 'danger').length,
            instances: rows.reduce((sum, { servers }) => sum + servers, 0),
          })
        }
        for (const figure of ['rows', 'dangerous', 'instances', 'affected'] as const)
          expect(Object.values(told.figures.causes).reduce((sum, part) => sum + (part[figure] ?? 0), 0)).toBe(
            (told.figures.after[figure] ?? 0) - (told.figures.before[figure] ?? 0),
          )
      }),
      { numRuns: 40 },
    )
  })

  test('a span ends when the later snapshot was last known to hold', async () => {
    const scope = newScope()
    const first = await store.record(scope, snapshot(0, [row('22/TCP 1 danger')]))
    const second = await store.record(scope, snapshot(60, [row('22/TCP 2 danger')]))
    const fromDayBefore = async ({ id }: { id: number }) =>
      (await store.changes({ scopeQuery: scope, from: { before: 24 * 3_600_000 }, to: { snapshot: id } }))
        .from
    expect(await fromDayBefore(second)).toEqual({ at: first.readTo, isOldest: true })

    const { readTo } = await store.record(scope, snapshot(60 + 24 * 60, [row('22/TCP 2 danger')]))
    const dayBefore = new Date(Date.parse(readTo) - 24 * 3_600_000).toISOString()
    expect(await fromDayBefore(second)).toEqual({ at: dayBefore, isOldest: false })

    await store.record({ ...scope, enterpriseProject: 'b' }, snapshot(61, []))
    const { to } = await store.changes({
      scopeQuery: allOf(scope),
      from: { before: 'last' },
      to: { snapshot: second.id },
    })
    expect(to?.at).toBe('2026-01-01T01:02:00.000Z') // when the other scope's snapshot followed
  })

  test('a port that was open before is reopened, with when it was closed', async () => {
    const scope = newScope()
    const at = (minute: number, ...ports: number[]) =>
      store.recordInventory(
        scope,
        [
          host(
            'a',
            ports.map((port) => listener(port)),
          ),
        ],
        readAt(minute),
      )
    await at(1, 2375)
    await at(2)
    await at(3, 22)
    await at(4, 22, 2375)
    const { changes } = await store.changes({ scopeQuery: scope, from: { before: 'last' } })
    expect(changes).toEqual([
      {
        port: 2375,
        type: 'TCP',
        before: null,
        after: { servers: 1, status: 'danger' },
        presence: 'reopened',
        status: null,
        servers: { opened: 1 },
        closedAt: readAt(2).readTo,
      },
    ])
  })

  test('a scope that is added takes nothing from the past of the others, and is named', async () => {
    const scope = newScope()
    const added = { ...scope, enterpriseProject: 'b' }
    await store.record(scope, snapshot(1, [row('22/TCP 1 unknown')]))
    const last = await store.record(scope, snapshot(2, [row('22/TCP 2 unknown')]))
    const other = await store.record(added, snapshot(3, [row('22/TCP 5 danger'), row('80/TCP 1 normal')]))
    const told = await store.changes({
      scopeQuery: allOf(scope),
      from: { before: 30 * 86_400_000 },
      to: { at: readAt(9).readTo },
    })
    expect(told.from).toEqual({ at: readAt(1).readTo, isOldest: true })
    expect(told.scopes).toEqual([
      {
        enterpriseProject: '0',
        from: { id: last.id - 1, at: readAt(1).readTo },
        to: { id: last.id, at: readAt(2).readTo },
      },
      { enterpriseProject: 'b', from: null, to: { id: other.id, at: readAt(3).readTo } },
    ])
    expect(told.changes).toEqual([
      {
        port: 22,
        type: 'TCP',
        before: { servers: 1, status: 'unknown' },
        after: { servers: 7, status: 'danger' },
        presence: null,
        status: 'firstRead',
        servers: { opened: 1, firstRead: 5 },
        closedAt: null,
      },
      {
        port: 80,
        type: 'TCP',
        before: null,
        after: { servers: 1, status: 'normal' },
        presence: 'firstRead',
        status: null,
        servers: { firstRead: 1 },
        closedAt: null,
      },
    ])
    expect(told.figures.causes).toEqual({
      opened: { rows: 0, dangerous: 0, instances: 1, affected: null },
      firstRead: { rows: 1, dangerous: 1, instances: 6, affected: null },
    })
  })

  test('moments are snapshots, instants, or so long before; a partial snapshot is compared with nothing', async () => {
    const scope = newScope()
    await store.record(scope, snapshot(1, [row('22/TCP 1 unknown')], 0.5))
    const only = await store.changes({ scopeQuery: scope, from: { before: 'last' } })
    expect(only.from).toBeNull()
    expect(only.complete).toBe(0.5)
    expect(only.changes.map(({ presence }) => presence)).toEqual(['firstRead'])
    await store.record(scope, snapshot(2, [row('22/TCP 2 unknown')]))
    const third = await store.record(scope, snapshot(60, [row('22/TCP 3 unknown')]))
    const ports = async (from: Parameters<Store['changes']>[0]['from'], at: string) => {
      const told = await store.changes({ scopeQuery: scope, from, to: { at } })
      return told.changes.map(({ before, after }) => `${before?.servers}→${after?.servers}`)
    }
    expect(await ports({ before: 'last' }, readAt(61).readTo)).toEqual(['2→3'])
    expect(await ports({ before: 10 * 60_000 }, readAt(61).readTo)).toEqual(['2→3'])
    expect(await ports({ before: 10 * 60_000 }, readAt(90).readTo)).toEqual([])
    expect(await ports({ at: readAt(3).readTo }, readAt(61).readTo)).toEqual(['2→3'])
    expect(await ports({ snapshot: third.id }, readAt(61).readTo)).toEqual([])
    expect(await ports({ snapshot: third.id }, readAt(3).readTo)).toEqual([])
    const never = await store.changes({
      scopeQuery: { ...scope, enterpriseProject: 'none' },
      from: { before: 'last' },
    })
    expect([never.from, never.to, never.scopes, never.changes]).toEqual([null, null, [], []])
  })
})

type Told = Awaited<ReturnType<Store['changes']>>

/** The model knows of no closing before the first moment: what is reopened is opened to it. */
const never = ({ presence }: Told['changes'][number]) => ({
  presence: presence === 'reopened' ? 'opened' : presence,
  closedAt: null,
})
function reopenedOf(
  told: Told['figures']['causes'],
  expected: Told['figures']['causes'],
): Told['figures']['causes'] {
  const { reopened, opened } = told
  if (reopened === undefined) return {}
  const both = {
    rows: (opened?.rows ?? 0) + reopened.rows,
    dangerous: (opened?.dangerous ?? 0) + reopened.dangerous,
    instances: (opened?.instances ?? 0) + reopened.instances,
    affected: (opened?.affected ?? 0) + (reopened.affected ?? 0),
  }
  expect(both).toEqual(expected.opened)
  return { reopened, ...(opened !== undefined && { opened }) }
}
