import { expect, test } from 'vitest'

import { CHANGES_LIMITS } from '#contract/changes-query.ts'
import type { Change, ChangesAnswer, Figures } from '#contract/changes.ts'

import { readChanges } from './changes.ts'
import { createHttp } from './http.ts'

const never = new AbortController().signal
const figures: Figures = { rows: 0, dangerous: 0, instances: 0, affected: null }
const change = (port: number): Change => ({
  port,
  type: 'TCP',
  before: null,
  after: { servers: 1, status: 'unknown' },
  presence: 'opened',
  status: null,
  servers: { opened: 1 },
  closedAt: null,
})

/** A server that counts `total` changes and has `there` of them. */
function serverOf(total: number, there: number) {
  const asked: string[] = []
  const http = createHttp((request) => {
    const { searchParams } = new URL(request.url)
    const offset = Number(searchParams.get('offset') ?? '0')
    asked.push(`${searchParams.get('from')} ${searchParams.get('to')} ${offset}`)
    const answer: ChangesAnswer = {
      from: null,
      to: null,
      scopes: [],
      complete: 1,
      figures: { before: figures, after: figures, causes: {} },
      total,
      changes: Array.from({ length: Math.min(CHANGES_LIMITS.max, there - offset) }, (_, i) =>
        change(offset + i),
      ),
    }
    return Promise.resolve(Response.json(answer))
  }, 'http://dashboard.test')
  const scopeQuery = { project: 'p', category: 'host', enterpriseProject: '0' } as const
  const comparison = { scopeQuery, from: { before: 'last' }, to: { snapshot: 9 } } as const
  return { asked, changes: async () => (await readChanges(http, comparison, never)).changes }
}

test('all changes come, in as many calls as that takes, of the same two moments', async () => {
  const total = CHANGES_LIMITS.max + 1
  const { asked, changes } = serverOf(total, total)
  expect((await changes()).map(({ port }) => port)).toEqual([...Array(total).keys()])
  expect(asked).toEqual(['last 9 0', `last 9 ${CHANGES_LIMITS.max}`])
})

test('fewer changes than the server counts are unreadable, never unchanged', async () => {
  await expect(serverOf(3, 2).changes()).rejects.toMatchObject({ kind: 'unreadable' })
})
