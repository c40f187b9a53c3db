import { beforeAll, describe, expect, test } from 'vitest'

import { openStore } from './open.ts'
import { ENGINES, newPlace } from './testing/stores.ts'
import type { Store, Ticket } from './types.ts'

const AT = new Date('2026-11-24T08:00:00Z')
const later = (seconds: number): Date => new Date(AT.getTime() + seconds * 1000)
const ticket: Ticket = {
  identity: {
    subject: 'token',
    name: 'Console',
    proof: 'ticket',
    grants: [{ role: 'viewer', projects: '*' }],
    until: null,
  },
  audience: 'ports.example.com',
  ancestor: 'https://console.example.com',
  expires: later(60),
}

describe.each(ENGINES)('tickets in %s', (engine) => {
  let stores: Store[]
  beforeAll(async () => {
    const { place, remove } = await newPlace(engine)
    stores = [await openStore(place), await openStore(place)]
    return async () => {
      await Promise.all(stores.map((store) => store.close()))
      await remove()
    }
  })

  test('of two processes that take a ticket at once, one gets it', async () => {
    await stores[0]!.tickets.keep('raced', ticket, AT)
    const takers = Array.from({ length: 8 }, (_, i) => stores[i % 2]!.tickets.take('raced'))
    const taken = (await Promise.all(takers)).filter((found) => found !== null)
    expect(taken).toEqual([ticket])
  })

  test('those that have expired are forgotten with the next one', async () => {
    const [store] = stores
    await store!.tickets.keep('old', ticket, AT)
    await store!.tickets.keep('new', { ...ticket, expires: later(180) }, later(60))
    expect(await store!.tickets.take('old')).toBeNull()
    expect(await store!.tickets.take('new')).not.toBeNull()
  })
})
