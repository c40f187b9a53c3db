import fc from 'fast-check'
import { expect, test } from 'vitest'

import { createRowSet } from '#analysis/row-set.ts'
import { scoreRows } from '#analysis/score.ts'
import { rows } from '#analysis/testing/arbitraries.ts'
import { weights } from '#analysis/testing/weights.ts'

import { exportJson } from './json.ts'
import { exportRows } from './rows.ts'
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
      expect(JSON.parse(exportJson({ scopeQuery, snapshot, query, weights: null, madeAt }, rows))).toEqual({
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

test('the contributions in a file add up to the score that its stamp tells and the page shows', () => {
  fc.assert(
    fc.property(rows, weights, (rows, weights) => {
      const set = createRowSet(rows.length, rows)
      const all = Uint32Array.from(rows.keys())
      const stamp = {
        scopeQuery: { project: 'demo', category: 'host', enterpriseProject: '0' },
        snapshot: null,
        query: '',
        weights,
        madeAt: new Date(0),
      } as const
      const file: { stamp: { score: { total: number } }; rows: { contribution: number }[] } = JSON.parse(
        exportJson(
          stamp,
          exportRows(set, all, () => '', weights),
        ),
      )
      const { total } = scoreRows(set, all, weights)
      expect(file.stamp.score.total).toBe(total / 10)
      expect(file.rows.reduce((sum, { contribution }) => sum + Math.round(contribution * 10), 0)).toBe(total)
    }),
  )
})
