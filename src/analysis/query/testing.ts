import fc from 'fast-check'

import type { Recent } from '#analysis/recent.ts'
import { CAME, CAME_FIRST } from '#analysis/row-set.ts'
import type { RowHistory } from '#analysis/row-set.ts'
import { protocolOf } from '#contract/port-row.ts'
import type { PortRow } from '#contract/port-row.ts'
import { REACHES } from '#contract/reach.ts'

import type { Knowledge } from './match.ts'
import { MAX_SERVERS, PROPERTIES } from './query.ts'
import type { Condition, Query } from './query.ts'

const range = (greatest: number) =>
  fc.tuple(fc.nat(greatest), fc.nat(greatest)).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }))

const end = (greatest: number) =>
  fc.oneof(
    fc.nat(greatest).map((from) => ({ from, to: greatest })),
    fc.nat(greatest).map((to) => ({ from: 0, to })),
    fc.nat(greatest).map((one) => ({ from: one, to: one })),
    range(greatest),
  )

const digits = fc.stringMatching(/^[0-9]{1,3}$/).map((digits) => ({ digits }))
const list = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { minLength: 1, maxLength: 3 })

/** Words with everything that ends a word elsewhere: blanks, commas, quotes, colons, in two scripts. */
const word = fc.oneof(
  fc.constantFrom(
    'redis',
    'TCP6',
    'danger',
    'node exporter',
    'database',
    'data',
    'http',
    'udp',
    'suspicious',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
  fc.stringMatching(/^[ ,，、"“”:!NOT-]{1,6}$/),
)

export const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ field: fc.constant('port' as const), values: list(fc.oneof(end(65_535), digits)) }),
  fc.record({ field: fc.constant('servers' as const), values: list(fc.oneof(end(MAX_SERVERS), end(9))) }),
  fc.record({
    field: fc.constantFrom('type', 'protocol', 'status', 'service', 'class', 'tier'),
    values: list(word),
  }),
  fc.record({
    field: fc.constant('socket' as const),
    port: fc.nat(65_535),
    protocol: fc.constantFrom('tcp', 'udp'),
  }),
  fc.record({
    field: fc.constant('is' as const),
    values: list(fc.constantFrom(...PROPERTIES.filter((property) => property !== 'odd'))),
  }),
  fc.record({ field: fc.constant('since' as const), values: list(fc.constantFrom('24h', '7d', '30d')) }),
)

/** One that takes the servers of a row. */
const serverCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ field: fc.constantFrom('host', 'program'), values: list(word) }),
  fc.record({ field: fc.constant('ip' as const), values: list(fc.oneof(fc.ipV4(), fc.ipV6())) }),
  fc.record({ field: fc.constant('reach' as const), values: list(fc.constantFrom(...REACHES)) }),
  fc.record({ field: fc.constant('is' as const), values: fc.constant(['rare', 'odd'] as const) }),
)

/** A query that rows cannot answer alone. */
export const serverQuery: fc.Arbitrary<Query> = fc.array(
  fc.record({ negated: fc.boolean(), condition: fc.oneof(condition, serverCondition) }),
  { maxLength: 4 },
)

export const query: fc.Arbitrary<Query> = fc.array(fc.record({ negated: fc.boolean(), condition }), {
  maxLength: 4,
})

const nameOf = (port: number, type: string): string =>
  ({ 22: 'SSH', 80: 'HTTP', 443: 'https', 8080: 'node exporter' })[port] ??
  (type.startsWith('UDP') ? 'redis' : '')
const classOf = (port: number): string => (port === 443 ? 'database' : '')

const tierOf = (port: number): string => (port === 443 ? 'data' : '')

/** Read on the tenth day; what is new came after the fifth. */
const DAY = 86_400
export const READ_AT = 10 * DAY
const recent: Recent = { key: '', isAfter: ({ snapshot }) => snapshot > 5, readAt: READ_AT }

export const knowledge: Knowledge = { nameOf, classOf, tierOf, recent }

/** The days on which a row came: `isOlder` where it may have been there before its first one. */
export type Began = { first: number; opened: number; isOlder: boolean }
export const began: fc.Arbitrary<Began> = fc
  .record({
    first: fc.integer({ min: 1, max: 9 }),
    opened: fc.integer({ min: 1, max: 9 }),
    isOlder: fc.boolean(),
  })
  .map((days) => ({ ...days, opened: Math.max(days.first, days.opened) }))

/** Days as a set has them: of each of the rows. */
export const historyOf = (days: readonly Began[]): RowHistory => ({
  moments: Array.from({ length: 10 }, (_, day) => ({ snapshot: day, at: day * DAY })),
  first: Uint32Array.from(days, ({ first }) => first),
  opened: Uint32Array.from(days, ({ opened }) => opened),
  came: Uint8Array.from(days, ({ first, opened, isOlder }) =>
    isOlder ? (first === opened ? 0 : CAME) : CAME | CAME_FIRST,
  ),
})

/** What a query means, said as plainly as possible. */
export const holds = (query: Query, row: PortRow, began?: Began): boolean =>
  query.every(({ negated, condition }) => conditionHolds(condition, row, began) !== negated)

function conditionHolds(condition: Condition, row: PortRow, began: Began | undefined): boolean {
  const isReopened = began !== undefined && began.opened > began.first
  const came = began !== undefined && (isReopened || !began.isOlder) ? began.opened : null
  const words = (values: readonly string[], word: string) =>
    values.map((value) => value.toLowerCase()).includes(word.toLowerCase())
  switch (condition.field) {
    case 'host':
    case 'ip':
    case 'program':
    case 'reach':
      throw new Error('of servers')
    case 'port':
      return condition.values.some((value) =>
        'digits' in value
          ? String(row.port).includes(value.digits)
          : row.port >= value.from && row.port <= value.to,
      )
    case 'servers':
      return condition.values.some(({ from, to }) => row.servers >= from && row.servers <= to)
    case 'socket':
      return row.port === condition.port && protocolOf(row.type).toLowerCase() === condition.protocol
    case 'is':
      return condition.values.some(
        (property) =>
          ({
            rare: row.servers <= 2,
            new: came !== null && came > 5 && !isReopened,
            reopened: came !== null && came > 5 && isReopened,
            disputed: (row.status === 'danger') !== (classOf(row.port) !== ''),
            odd: false,
          })[property],
      )
    case 'since':
      return condition.values.some(
        (span) => came !== null && came > 10 - ({ '24h': 1, '7d': 7, '30d': 30 }[span] ?? 0),
      )
    case 'type':
      return words(condition.values, row.type)
    case 'protocol':
      return words(condition.values, protocolOf(row.type))
    case 'status':
      return words(condition.values, row.status)
    case 'class':
      return words(condition.values, classOf(row.port))
    case 'tier':
      return words(condition.values, tierOf(row.port))
    case 'service':
      return condition.values.some((word) =>
        nameOf(row.port, row.type).toLowerCase().includes(word.toLowerCase()),
      )
  }
}
