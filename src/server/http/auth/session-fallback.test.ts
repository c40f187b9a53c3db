import { expect, test } from 'vitest'

import type { SessionStore } from '#server/store/types.ts'
import { openTestStore } from '#test/server/test-app.ts'

import { LOCAL } from './access.ts'
import { withSessionFallback } from './session-fallback.ts'

/** A store that takes no session before it is let. */
async function slowStore() {
  const store = await openTestStore()
  const slow = Promise.withResolvers<void>()
  const sessions: SessionStore = {
    ...store.sessions,
    open: async (...session) => {
      await slow.promise
      await store.sessions.open(...session)
    },
  }
  const reported: Error[] = []
  return {
    inStore: store.sessions,
    sessions: withSessionFallback(sessions, (error) => void reported.push(error)),
    let: slow.resolve,
    refuse: slow.reject,
    reported,
    close: store.close,
  }
}

const at = new Date()

test('F36: a session counts before a slow store has it, and is the store’s from then on', async () => {
  const { sessions, inStore, let: letIt, close } = await slowStore()
  await sessions.open('key', LOCAL, at)
  expect(await sessions.find('key')).toMatchObject({ identity: LOCAL, opened: at })
  expect(await inStore.find('key')).toBeNull()
  letIt()
  await expect.poll(() => inStore.find('key')).toMatchObject({ identity: LOCAL })
  await inStore.end('key') // as another process does
  await expect.poll(() => sessions.find('key')).toBeNull()
  await close()
})

test('F36: a session that ends before a slow store has it is over at once, and stays so', async () => {
  const { sessions, inStore, let: letIt, close } = await slowStore()
  await sessions.open('one', LOCAL, at)
  await sessions.open('two', LOCAL, at)
  const ending = [sessions.end('one'), sessions.end('two')]
  expect([await sessions.find('one'), await sessions.find('two')]).toEqual([null, null])
  letIt()
  await Promise.all(ending)
  for (const key of ['one', 'two'])
    expect([await sessions.find(key), await inStore.find(key)]).toEqual([null, null])
  await close()
})

test('F36: a session that the store refuses is known by heart until it ends', async () => {
  const { sessions, refuse, reported, close } = await slowStore()
  refuse(new Error('no room'))
  await sessions.open('key', LOCAL, at)
  expect(reported).toMatchObject([{ message: 'no room' }])
  expect(await sessions.find('key')).toMatchObject({ identity: LOCAL })
  await sessions.end('key')
  expect(await sessions.find('key')).toBeNull()
  await close()
})

test('while the store takes none, a user who signs in over and over ends no session of others', async () => {
  const { sessions, close } = await slowStore()
  const opening = [sessions.open('other', { ...LOCAL, subject: 'oidc:8' }, at)]
  for (let i = 0; i < 1500; i++) opening.push(sessions.open(`s${i}`, LOCAL, at))
  expect(await sessions.find('other')).not.toBeNull()
  expect(await sessions.find('s1499')).not.toBeNull()
  expect(await sessions.find('s0')).toBeNull()
  await Promise.all(opening)
  await close()
})
