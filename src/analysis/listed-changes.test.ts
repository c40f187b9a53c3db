import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { PortRow } from '#contract/port-row.ts'

import { kindOf } from './changes.ts'
import { countListed, foldRows } from './fold.ts'
import { changesOfRows, foldFamilies, moreServers } from './listed-changes.ts'
import type { ListedChange } from './listed-changes.ts'
import { createRowSet } from './row-set.ts'
import { rows } from './testing/arbitraries.ts'
import { changesBetween } from './testing/changes-between.ts'

const row = (port: number, type: string, servers: number, status = 'unknown'): PortRow => ({
  port,
  type,
  servers,
  status,
})

/** What the page lists of the changes between two sets of rows, without a filter. */
function listed(before: readonly PortRow[], after: readonly PortRow[], known: readonly number[] = []) {
  return foldFamilies(changesBetween(before, after, known), createRowSet(after.length, after), () => true)
}
const told = (change: ListedChange | undefined) =>
  change && [change.type, kindOf(change), moreServers(change), change.after?.servers ?? null, change.most]

test('a port that came in both families came once, on as many servers as have at least one of them', () => {
  const [vnc, ...others] = listed([], [row(5900, 'TCP', 3, 'danger'), row(5900, 'TCP6', 2)])
  expect(others).toEqual([])
  expect(vnc).toMatchObject({ presence: 'opened', before: null, after: { servers: 3, status: 'danger' } })
  expect(vnc?.most).toBe(5)
  expect(vnc?.parts?.map(({ type }) => type)).toEqual(['TCP', 'TCP6'])
})

test('a second family is no new port, and a first one that goes closes none', () => {
  expect(listed([row(22, 'TCP', 5)], [row(22, 'TCP', 5), row(22, 'TCP6', 4)]).map(told)).toEqual([
    ['TCP', 'servers', 4, 5, 9],
  ])
  expect(listed([row(22, 'TCP', 5), row(22, 'TCP6', 4)], [row(22, 'TCP6', 4)]).map(told)).toEqual([
    ['TCP', 'servers', -5, 4, 4],
  ])
})

test('what was open in either family is reopened, and a family with a worse risk is a new risk', () => {
  const reopened = { ...changesBetween([], [row(2375, 'TCP', 1)], [2375])[0]!, type: 'TCP6' }
  const opened = changesBetween([], [row(2375, 'TCP', 1)])[0]!
  const after = createRowSet(2, [row(2375, 'TCP', 1), row(2375, 'TCP6', 1)])
  expect(foldFamilies([opened, reopened], after, () => true)).toMatchObject([
    { presence: 'reopened', closedAt: reopened.closedAt },
  ])
  const [risk] = listed([row(80, 'TCP', 5)], [row(80, 'TCP', 5), row(80, 'TCP6', 1, 'danger')])
  expect(risk).toMatchObject({ presence: null, status: 'opened', after: { status: 'danger' } })
})

test('a row that is not shown is no part of its port, and servers are exact where the rows tell', () => {
  const after = [row(22, 'TCP', 5), row(22, 'TCP6', 4)]
  const set = createRowSet(2, after)
  const changes = changesBetween([row(22, 'TCP', 5)], after)
  expect(foldFamilies(changes, set, (i) => set.types[set.type[i]!] === 'TCP6')).toEqual(changes)
  const [exact] = foldFamilies(changes, { ...set, together: Uint32Array.of(6, 6) }, () => true)
  expect([exact?.after?.servers, exact?.most]).toEqual([6, 6])
})

test('law: what came and went adds up to the difference of the ports, and no change of a row is lost', () => {
  fc.assert(
    fc.property(rows, rows, (before, after) => {
      const changes = changesBetween(before, after)
      const folded = listed(before, after)
      const [was, is] = [before, after].map((rows) => foldRows(createRowSet(rows.length, rows)))
      const came = folded.filter((change) => change.before === null).length
      const went = folded.filter((change) => change.after === null).length
      expect(came - went).toBe(countListed(is!) - countListed(was!))
      for (const change of folded)
        expect(change.presence === null).toBe(Boolean(change.before && change.after))
      expect(new Set(changesOfRows(folded))).toEqual(new Set(changes))
    }),
  )
})
