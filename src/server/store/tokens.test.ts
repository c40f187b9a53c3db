import { beforeAll, describe, expect, test } from 'vitest'

import type { AuditAction } from '#contract/audit.ts'

import { auditStore } from './audit.ts'
import type { Engine } from './engine.ts'
import { openStore } from './open.ts'
import { ENGINES, newPlace, openTables } from './testing/stores.ts'
import type { Store } from './types.ts'

const at = (minute: number) => new Date(Date.parse('2026-11-24T08:00:00Z') + minute * 60_000)

describe.each(ENGINES)('in %s', { timeout: 120_000 }, (engine) => {
  let store: Store
  let tables: Engine
  beforeAll(async () => {
    const { place, remove } = await newPlace(engine)
    store = await openStore(place)
    tables = await openTables(place)
    return async () => {
      await store.close()
      await tables.close()
      await remove()
    }
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

  test('the audit log is read backwards, and failures of one address are one entry an hour', async () => {
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

  test('repeated sign-ins of a user are one entry an hour, and of IPv6 so is a whole network', async () => {
    const flood = async (action: 'signIn' | 'signInFailed', subject: string, hour: number) => {
      for (const host of ['1', '2', 'ffff:ffff:ffff:ffff'])
        await store.audit.note({
          action,
          subject,
          name: subject,
          project: null,
          detail: 'token',
          at: at(60 * hour),
          address: `2001:db8:0:7:${host.includes(':') ? host : `:${host}`}`,
        })
    }
    await flood('signIn', 'token:a', 100)
    await flood('signIn', 'token:b', 100)
    await flood('signInFailed', '', 100)
    await flood('signInFailed', '', 101)
    expect(
      (await store.audit.list({ limit: 4 })).map(({ action, subject, times }) => [action, subject, times]),
    ).toEqual([
      ['signInFailed', '', 3],
      ['signInFailed', '', 3],
      ['signIn', 'token:b', 3],
      ['signIn', 'token:a', 3],
    ])
  })

  test('no flood of one action pushes another one out of the audit log', async () => {
    const few = auditStore(tables, 10)
    const note = (action: AuditAction, i: number) =>
      few.note({
        action,
        subject: 's',
        name: 's',
        project: null,
        detail: `${i}`,
        at: at(60 * 200 + i),
        address: `198.51.100.${i}`,
      })
    const rare: AuditAction[] = ['imported', 'tokenAdded', 'tokenRevoked', 'signOut']
    for (const action of rare) await note(action, 0)
    const many: AuditAction[] = ['signInFailed', 'signIn', 'hssRetried', 'viewSaved']
    for (let i = 0; i < 30; i++) for (const action of many) await note(action, i)
    const left = Map.groupBy(await few.list({ limit: 200 }), ({ action }) => action)
    for (const action of rare) expect([action, left.get(action)?.length]).toEqual([action, 1])
    for (const action of many)
      expect([action, left.get(action)?.map(({ detail }) => Number(detail))]).toEqual([
        action,
        [29, 28, 27, 26, 25, 24, 23, 22, 21, 20],
      ])
  })
})
