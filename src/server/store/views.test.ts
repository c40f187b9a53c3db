import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { VIEW_LIMITS } from '#contract/views.ts'

import { openStore } from './open.ts'
import { ENGINES, newPlace } from './testing/stores.ts'
import type { Store } from './types.ts'

describe.each(ENGINES)('saved views in %s', { timeout: 120_000 }, (engine) => {
  let store: Store
  let remove: () => Promise<void>
  let made: Awaited<ReturnType<typeof newPlace>>
  beforeAll(async () => {
    made = await newPlace(engine)
    remove = made.remove
    store = await openStore(made.place)
  })
  afterAll(async () => {
    await store.close()
    await remove()
  })
  let projects = 0
  const newProject = async () => {
    const id = `p${++projects}`
    await store.describeProject({ id, name: id, kind: 'hss' })
    return id
  }

  test('are kept by name within their project, and found again', async () => {
    const [one, other] = [await newProject(), await newProject()]
    expect(await store.views.save(one, { name: '每周', query: 'status=danger' })).toBe('saved')
    expect(await store.views.save(one, { name: 'a', query: '' })).toBe('saved')
    expect(await store.views.save(other, { name: 'a', query: 'size=50' })).toBe('saved')
    expect(await store.views.save(one, { name: 'a', query: 'size=10' })).toBe('saved') // in place of the one above
    const again = await openStore(made.place)
    expect(await again.views.list(one)).toEqual([
      { name: 'a', query: 'size=10' },
      { name: '每周', query: 'status=danger' },
    ])
    expect(await again.views.list(other)).toEqual([{ name: 'a', query: 'size=50' }])
    await again.close()
  })

  test('are renamed unless the name is another’s, and forgotten', async () => {
    const project = await newProject()
    for (const name of ['a', 'b']) await store.views.save(project, { name, query: 'port=22' })
    expect(await store.views.rename(project, 'a', { name: 'b', query: 'port=22' })).toBe('taken')
    expect(await store.views.rename(project, 'x', { name: 'c', query: 'port=22' })).toBe('missing')
    expect(await store.views.rename(project, 'a', { name: 'c', query: 'port=23' })).toBe('saved')
    expect(await store.views.rename(project, 'c', { name: 'c', query: 'port=24' })).toBe('saved')
    expect(await store.views.forget(project, 'b')).toBe(true)
    expect(await store.views.forget(project, 'b')).toBe(false)
    expect(await store.views.list(project)).toEqual([{ name: 'c', query: 'port=24' }])
  })

  test('are so many and no more, and a full project still replaces', async () => {
    const project = await newProject()
    for (let i = 0; i < VIEW_LIMITS.views; i++) {
      expect(await store.views.save(project, { name: `view ${i}`, query: '' })).toBe('saved')
    }
    expect(await store.views.save(project, { name: 'one more', query: '' })).toBe('full')
    expect(await store.views.save(project, { name: 'view 7', query: 'port=22' })).toBe('saved')
    expect(await store.views.list(project)).toHaveLength(VIEW_LIMITS.views)
  })
})
