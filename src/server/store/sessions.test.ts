import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Identity } from '#server/access/identity.ts'

import { openStore } from './open.ts'
import { MAX_SESSIONS } from './sessions.ts'
import { ENGINES, newPlace } from './testing/stores.ts'
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
  let remove: () => Promise<void>
  beforeAll(async () => {
    const made = await newPlace(engine)
    remove = made.remove
    stores = [await openStore(made.place), await openStore(made.place)]
  })
  afterAll(async () => {
    for (const store of stores) await store.close()
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

  test('are so many, and one more ends the one that was silent for the longest time', async () => {
    const [sessions] = both()
    for (let i = 0; i < MAX_SESSIONS; i++) await sessions!.open(`s${i}`, WHO, at(i))
    await sessions!.touch('s0', at(MAX_SESSIONS))
    await sessions!.open('one more', WHO, at(MAX_SESSIONS))
    expect(await sessions!.find('s0')).not.toBeNull()
    expect(await sessions!.find('s1')).toBeNull()
    expect(await sessions!.find('s2')).not.toBeNull()
  })
})
