import { describe, expect, onTestFinished, test } from 'vitest'

import { ACTION_HEADER } from '#contract/headers.ts'
import { VIEW_LIMITS, ViewsAnswer, writeSaveView } from '#contract/views.ts'
import { createTestApp, openTestStore } from '#test/server/test-app.ts'

const MEANT = { [ACTION_HEADER]: 'views' }
const save = (name: string, query = 'status=danger', was?: string) =>
  `/api/views?${writeSaveView({ project: 'demo', view: { name, query }, ...(was !== undefined && { was }) }).toString()}`

async function app() {
  const store = await openTestStore()
  onTestFinished(store.close)
  await store.describeProject({ id: 'demo', name: 'Demo', kind: 'demo' })
  const made = await createTestApp(store)
  const list = async () => {
    const answer = await made.ask('/api/views?project=demo')
    return ViewsAnswer.parse(await answer.json()).views
  }
  return { ...made, store, list }
}

test('a view is kept, renamed, changed and forgotten', async () => {
  const { ask, list } = await app()
  expect(await list()).toEqual([])
  expect((await ask(save('每周', 'port=22&size=50'), MEANT, 'PUT')).status).toBe(204)
  expect(await list()).toEqual([{ name: '每周', query: 'port=22&size=50' }])
  expect((await ask(save('weekly', 'port=22', '每周'), MEANT, 'PUT')).status).toBe(204)
  expect(await list()).toEqual([{ name: 'weekly', query: 'port=22' }])
  expect((await ask('/api/views?project=demo&name=weekly', MEANT, 'DELETE')).status).toBe(204)
  expect(await list()).toEqual([])
})

describe('is refused', () => {
  test.each([
    ['without the header', {}],
    ['from another site', { ...MEANT, 'Sec-Fetch-Site': 'cross-site' }],
    ['from another port of this machine', { ...MEANT, 'Sec-Fetch-Site': 'same-site' }],
  ])('a change %s', async (_, headers) => {
    const { ask, store, list } = await app()
    await store.views.save('demo', { name: 'kept', query: '' })
    expect((await ask(save('mine'), headers, 'PUT')).status).toBe(403)
    expect((await ask('/api/views?project=demo&name=kept', headers, 'DELETE')).status).toBe(403)
    expect(await list()).toEqual([{ name: 'kept', query: '' }])
  })

  test('a client without access', async () => {
    const { visit, list } = await app()
    expect((await visit('/api/views?project=demo')).status).toBe(401)
    expect((await visit(save('mine'), MEANT, 'PUT')).status).toBe(401)
    expect(await list()).toEqual([])
  })

  test('what is not there, in words', async () => {
    const { ask } = await app()
    for (const [path, method] of [
      ['/api/views?project=gone', 'GET'],
      [save('mine').replace('demo', 'gone'), 'PUT'],
      [save('mine', '', 'gone'), 'PUT'],
      ['/api/views?project=demo&name=gone', 'DELETE'],
    ] as const) {
      const answer = await ask(path, MEANT, method)
      expect(answer.status).toBe(404)
      expect(await answer.json()).toMatchObject({ error_code: 'HSS.0011' })
    }
  })

  test('a name that another view has, and one view too many', async () => {
    const { ask, store } = await app()
    for (let i = 0; i < VIEW_LIMITS.views; i++)
      await store.views.save('demo', { name: `view ${i}`, query: '' })
    const taken = await ask(save('view 1', '', 'view 2'), MEANT, 'PUT')
    expect(taken.status).toBe(409)
    const full = await ask(save('mine'), MEANT, 'PUT')
    expect(full.status).toBe(409)
    expect(await full.json()).toMatchObject({ error_msg: expect.stringContaining('can have 100 views') })
  })

  test('what is no view', async () => {
    const { ask } = await app()
    expect((await ask(save(' '), MEANT, 'PUT')).status).toBe(400)
    expect((await ask(save('mine', 'status'), MEANT, 'PUT')).status).toBe(400)
    expect((await ask('/api/views', MEANT)).status).toBe(400)
    expect((await ask('/api/views?project=demo', MEANT, 'POST')).status).toBe(405)
  })
})
