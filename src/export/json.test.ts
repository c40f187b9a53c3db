import fc from 'fast-check'
import { expect, test } from 'vitest'

import { exportJson } from './json.ts'
import { exportedRows, hostile } from './testing.ts'

test('the file reads back as its rows, and its stamp says what they are', () => {
  fc.assert(
    fc.property(exportedRows, fc.option(hostile), (rows, query) => {
      const scopeQuery = { project: 'demo', category: 'host', enterpriseProject: 'all_granted_eps' } as const
      const snapshot = {
        id: 9,
        readFrom: '2026-01-01T00:00:00.000Z',
        readTo: '2026-01-01T00:00:04.000Z',
        complete: 0.45,
      }
      const madeAt = new Date('2026-01-02T03:04:05Z')
      expect(JSON.parse(exportJson({ scopeQuery, snapshot, query, madeAt }, rows))).toEqual({
        stamp: {
          scope: scopeQuery,
          snapshot,
          query,
          counts: {
            rows: rows.length,
            openPortInstances: rows.reduce((sum, { servers }) => sum + servers, 0),
          },
          madeAt: '2026-01-02T03:04:05.000Z',
        },
        rows,
      })
    }),
  )
})
