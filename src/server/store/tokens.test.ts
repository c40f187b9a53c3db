import { beforeAll, describe, expect, test } from 'vitest'

import { ENGINES, openTestStore } from './testing/stores.ts'
import type { Store } from './types.ts'

const at = (minute: number) => new Date(Date.parse('2026-11-24T08:00:00Z') + minute * 60_000)

describe.each(ENGINES)('in %s', { timeout: 120_000 }, (engine) => {
  let store: Store
  beforeAll(async () => {
    const opened = await openTestStore(engine)
    store = opened.store
    return opened.remove
  })

  test('tokens have a name of their own, and are found by their key until they are revoked', async () => {
    const token = {
      name: 'cron',
      grants: [{ role: 'viewer', projects: ['a', '__proto__'] } as const],
      created: at(0).toISOString(),
      expires: at(60).toISOString(),
    }
    const kept = {
      ...token,
      grants: token.grants.map(({ role, projects }) => ({ role, projects: [...projects] })),
    }
    expect(await store.tokens.add('k1', kept)).toBe(true)
    expect(await store.tokens.add('k2', { ...kept, expires: null })).toBe(false)
    expect(await store.tokens.find('k1')).toEqual({ ...kept, used: null })
    expect(await store.tokens.find('k2')).toBeNull()
    await store.tokens.touch('k1', at(5))
    expect(await store.tokens.list()).toEqual([{ ...kept, used: at(5).toISOString() }])
    expect([await store.tokens.revoke('cron'), await store.tokens.revoke('cron')]).toEqual([true, false])
    expect(await store.tokens.find('k1')).toBeNull()
  })

  test('the audit list is read backwards, and failures of one address are one entry an hour', async () => {
    const entry = {
      subject: 'token:a',
      name: 'a',
      project: 'p',
      detail: '每周',
      address: '192.0.2.1',
    } as const
    await store.audit.note({ ...entry, action: 'viewSaved', at: at(0) })
    const failed = { subject: '', name: '', project: null, detail: 'token', address: '192.0.2.7' } as const
    for (const minute of [1, 2, 3])
      await store.audit.note({ ...failed, action: 'signInFailed', at: at(minute) })
    await store.audit.note({ ...failed, action: 'signInFailed', address: '192.0.2.8', at: at(4) })
    await store.audit.note({ ...failed, action: 'signInFailed', at: at(64) })

    const all = await store.audit.list({ limit: 10 })
    expect(all.map(({ action, address, times }) => [action, address, times])).toEqual([
      ['signInFailed', '192.0.2.7', 1],
      ['signInFailed', '192.0.2.8', 1],
      ['signInFailed', '192.0.2.7', 3],
      ['viewSaved', '192.0.2.1', 1],
    ])
    expect(all[3]).toEqual({
      ...entry,
      action: 'viewSaved',
      at: at(0).toISOString(),
      times: 1,
      id: all[3]?.id,
    })
    expect(await store.audit.list({ limit: 1, before: all[1]?.id })).toEqual([all[2]])
  })
})
