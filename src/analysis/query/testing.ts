import fc from 'fast-check'

import { MAX_SERVERS } from './query.ts'
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
  fc.constantFrom('redis', 'TCP6', 'danger', 'node exporter', 'database', 'http', 'udp', 'suspicious'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
  fc.stringMatching(/^[ ,，、"“”:!NOT-]{1,6}$/),
)

export const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ field: fc.constant('port' as const), values: list(fc.oneof(end(65_535), digits)) }),
  fc.record({ field: fc.constant('servers' as const), values: list(fc.oneof(end(MAX_SERVERS), end(9))) }),
  fc.record({ field: fc.constantFrom('type', 'proto', 'status', 'service', 'class'), values: list(word) }),
  fc.record({
    field: fc.constant('socket' as const),
    port: fc.nat(65_535),
    protocol: fc.constantFrom('tcp', 'udp'),
  }),
  fc.record({ field: fc.constant('is' as const), values: fc.constant(['rare'] as const) }),
)

export const query: fc.Arbitrary<Query> = fc.array(fc.record({ negated: fc.boolean(), condition }), {
  maxLength: 4,
})
