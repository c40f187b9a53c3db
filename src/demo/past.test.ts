import { describe, expect, test } from 'vitest'

import { countKinds, kindOf, rowOf } from '#analysis/changes.ts'
import { changesBetween } from '#analysis/testing/changes-between.ts'
import type { PortRow } from '#contract/port-row.ts'
import type { Category } from '#contract/scope.ts'

import { demoFleet } from './fleet.ts'
import { rowsAt } from './past.ts'
import { rowsOf } from './rows.ts'
import { NOW, PAST } from './story.ts'

const FLEET = demoFleet()
const HOUR = 3_600_000
const DAY = 24 * HOUR
const reportsOf = (category: Category) =>
  FLEET.filter((scope) => scope.category === category).flatMap(({ reports }) => reports)

/** What is different now from so long ago: `2375/TCP 0→3 danger`, by its kind. */
function changesSince(ago: number, category: Category = 'host') {
  const reports = reportsOf(category)
  const changes = changesBetween(rowsAt(reports, PAST.indexOf(ago)), rowsOf(reports))
  const of = (wanted: string) =>
    changes
      .filter((change) => kindOf(change) === wanted)
      .map((change) => {
        const { before, after } = change
        const { port, type, status } = rowOf(change)
        return `${port}/${type} ${before?.servers ?? 0}→${after?.servers ?? 0} ${status}`
      })
  return {
    opened: of('opened'),
    relabelled: of('relabelled'),
    servers: of('servers'),
    closed: of('closed'),
  }
}

test('the newest snapshot is the current fleet, by scope and in total', () => {
  for (const { reports } of FLEET) expect(rowsAt(reports, NOW)).toEqual(rowsOf(reports))
  expect(rowsAt(reportsOf('host'), NOW)).toEqual(rowsOf(reportsOf('host')))
})

test('every scope differs at each moment from the one before, and has rows at all of them', () => {
  for (const { reports } of FLEET)
    for (let moment = 1; moment <= NOW; moment++) {
      const before = rowsAt(reports, moment - 1)
      expect(before.length).toBeGreaterThan(0)
      expect(changesBetween(before, rowsAt(reports, moment))).not.toEqual([])
    }
})

test('the parts of the past add up to the whole', () => {
  const instances = (rows: readonly PortRow[]) => rows.reduce((sum, { servers }) => sum + servers, 0)
  for (const moment of PAST.keys()) {
    const parts = FLEET.filter(({ category }) => category === 'host').map(({ reports }) =>
      instances(rowsAt(reports, moment)),
    )
    const whole = rowsAt(reportsOf('host'), moment)
    expect(instances(whole)).toBe(parts.reduce((sum, part) => sum + part, 0))
    expect(whole.filter(({ servers }) => servers < 1)).toEqual([])
  }
})

describe('tells', () => {
  test('since a month: an image with exporters, PostgreSQL on every address of more servers', () => {
    const { opened, servers } = changesSince(30 * DAY)
    expect(opened).toEqual(expect.arrayContaining(['9113/TCP6 0→64 unknown', '9252/TCP 0→24 unknown']))
    expect(servers).toEqual(
      expect.arrayContaining(['9100/TCP6 100→512 unknown', '5432/TCP 15→18 danger', '3389/TCP 2→6 danger']),
    )
    expect(changesSince(30 * DAY, 'container').opened).toContain('9153/TCP6 0→40 unknown')
  })

  test('in the month: a Docker API that was opened on three servers, found, closed, and came back', () => {
    const open = [...PAST.keys(), NOW].map(
      (moment) => rowsAt(reportsOf('host'), moment).find(({ port }) => port === 2375)?.servers ?? 0,
    )
    expect(open).toEqual([0, 3, 0, 0, 1, 2, 2, 3])
  })

  test('since a week: new dangerous ports, RDP that spreads, Telnet that was closed, one more port that is dangerous', () => {
    const { opened, relabelled, servers, closed } = changesSince(7 * DAY)
    expect(opened).toEqual([
      '11434/TCP 0→5 danger',
      '2375/TCP 0→3 danger',
      '5900/TCP 0→1 danger',
      '5900/TCP6 0→1 danger',
      '8110/TCP6 0→33 unknown',
    ])
    expect(relabelled).toEqual(['8265/TCP 16→16 danger'])
    expect(servers).toEqual(expect.arrayContaining(['3389/TCP 3→6 danger', '23/TCP 58→41 danger']))
    expect(closed).toEqual(['512/TCP 1→0 danger', '514/TCP 1→0 danger'])
  })

  test('since three days: a MongoDB that came and went', () => {
    expect(changesSince(3 * DAY).closed).toContain('27017/TCP 1→0 danger')
  })

  test('since yesterday: Redis on every address of two more servers', () => {
    expect(changesSince(DAY).servers).toEqual(
      expect.arrayContaining(['6379/TCP 14→16 danger', '6379/TCP6 2→4 danger']),
    )
  })

  test('since an hour: little', () => {
    const reports = reportsOf('host')
    const changes = changesBetween(rowsAt(reports, PAST.indexOf(HOUR)), rowsOf(reports))
    expect(countKinds(changes)).toEqual([
      { kind: 'opened', count: 2 },
      { kind: 'servers', count: 9 },
    ])
  })
})
