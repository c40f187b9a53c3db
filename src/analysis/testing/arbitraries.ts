import fc from 'fast-check'

import { query } from '#analysis/query/testing.ts'
import type { PortRow } from '#contract/port-row.ts'

const type = fc.constantFrom('TCP', 'TCP6', 'UDP', 'UDP6', 'SCTP')
const status = fc.constantFrom('danger', 'unknown', 'normal', 'suspicious')

/** Few different ports, so that filters match, ties occur and a port has several types. */
const port = fc.oneof(fc.constantFrom(0, 22, 80, 443, 8080, 65_535), fc.integer({ min: 0, max: 65_535 }))

/** Rows of one snapshot: a (port, type) occurs once. */
export const rows: fc.Arbitrary<PortRow[]> = fc.uniqueArray(
  fc.record({ port, type, servers: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.nat(2_000_000)), status }),
  { selector: (row) => `${row.port}/${row.type}`, maxLength: 60 },
)

export const filter = fc.record({
  query,
  types: fc.uniqueArray(type, { maxLength: 3 }),
  statuses: fc.uniqueArray(status, { maxLength: 3 }),
})
