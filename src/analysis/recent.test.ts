import { expect, test } from 'vitest'

import { recentSince, secondsOf } from './recent.ts'

const mark = { id: 9, readFrom: '', readTo: '2026-11-24T08:20:00.000Z', complete: 1 }
const at = (iso: string) => Date.parse(iso) / 1000

test('recent is what came after a snapshot, with the last one, or within a span before the rows were read', () => {
  const after = recentSince({ snapshot: 7 }, mark, null)
  expect([7, 8].map((snapshot) => after.isAfter({ snapshot, at: 0 }))).toEqual([false, true])
  const last = recentSince({ before: 'last' }, mark, null)
  expect([8, 9].map((snapshot) => last.isAfter({ snapshot, at: 0 }))).toEqual([false, true])
  const times = ['2026-11-23T08:20:00Z', '2026-11-23T08:20:01Z']
  const moments = times.map((time, i) => ({ snapshot: i + 1, at: at(time) }))
  const none = new Uint32Array()
  const history = { moments, first: none, opened: none, came: new Uint8Array() }
  const day = recentSince({ before: 86_400_000 }, mark, history)
  expect(moments.map(day.isAfter)).toEqual([false, true])
  expect(day.key).toBe('2')
  const later = { ...mark, readTo: '2026-11-24T08:20:01.000Z' } // of another key other rows are new
  expect(recentSince({ before: 86_400_000 }, later, history).key).toBe('')
})

test.each([
  ['24h', 86_400],
  ['7D', 604_800],
  ['7', null],
  ['week', null],
  ['12345d', null],
])('%s is %s seconds', (span, seconds) => {
  expect(secondsOf(span)).toBe(seconds)
})
