import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Identity } from '#server/common/identity.ts'

import type { Engine } from './engine.ts'
import { openStore } from './open.ts'
import { sessionStore } from './sessions.ts'
import { ENGINES, newPlace, openTables } from './testing/stores.ts'
import type { Store } from './types.ts'

const WHO: Identity = {
  subject: 'oidc:7',
  name: 'Ada',
  proof: 'oidc',
  grants: [{ role: 'viewer', projects: ['a'] }],
  until: null,
}

const at = (second: number) => new Date(Date.parse('2026-11-24T08:00:00Z') + second * 1000)

describe.each(ENGINES)('sessions in %s', { timeout: 120_000 }, (engine) => {
  let stores: Store[]
  let tables: Engine
  let remove: () => Promise<void>
  beforeAll(async () => {
    const made = await newPlace(engine)
    remove = made.remove
    stores = [await openStore(made.place), await openStore(made.place)]
    tables = await openTables(made.place)
  })
  afterAll(async () => {
    for (const store of [...stores, tables]) await store.close()
    await remove()
  })
  const both = () => stores.map(({ sessions }) => sessions)

  test('are found, noted and ended by every process of the store', async () => {
    const [one, other] = both()
    await one!.open('a', WHO, at(0))
    expect(await other!.find('a')).toEqual({ identity: WHO, opened: at(0), asked: at(0) })
    await other!.touch('a', at(9))
    await one!.touch('a', at(5)) // of two that note it at once the later one counts
    expect(await one!.find('a')).toEqual({ identity: WHO, opened: at(0), asked: at(9) })
    await other!.end('a')
    await one!.touch('a', at(10))
    for (const sessions of both()) expect(await sessions.find('a')).toBeNull()
  })

  test('are forgotten by age and by silence', async () => {
    const [sessions] = both()
    await sessions!.open('old', WHO, at(0))
    await sessions!.touch('old', at(100))
    await sessions!.open('silent', WHO, at(50))
    await sessions!.open('new', WHO, at(60))
    await sessions!.touch('new', at(100))
    await sessions!.forget({ openedBefore: at(50), askedBefore: at(100) })
    const found = await Promise.all(['old', 'silent', 'new'].map((key) => sessions!.find(key)))
    expect(found.map((session) => session !== null)).toEqual([false, false, true])
    await sessions!.end('new')
  })

  test('are so many of one person, and one more ends one of theirs, not of others, nor one that is used', async () => {
    const few = sessionStore(tables, 20)
    const found = async (key: string) => (await few.find(key)) !== null
    await few.open('other', { ...WHO, subject: 'oidc:8' }, at(0))
    for (let i = 0; i < 20; i++) await few.open(`s${i}`, WHO, at(i))
    await few.touch('s0', at(60))
    for (let i = 20; i < 60; i++) await few.open(`s${i}`, WHO, at(100 + i))
    const left = await Promise.all(Array.from({ length: 60 }, (_, i) => found(`s${i}`)))
    expect(left).toEqual(Array.from({ length: 60 }, (_, i) => i === 0 || i > 40))
    expect(await found('other')).toBe(true)

    // Where each is used, the one that was silent for the longest time ends.
    for (let i = 41; i < 60; i++) await few.touch(`s${i}`, at(300 + i))
    await few.open('one more', WHO, at(400))
    expect([await found('s0'), await found('s41'), await found('one more')]).toEqual([false, true, true])
  })
})
