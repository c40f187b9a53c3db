import { expect, test } from 'vitest'

import { createAccess, makeToken } from './access.ts'
import { Secret } from './secret.ts'

const TOKEN = 'the-token-of-this-server-0123456789'
const access = () => createAccess({ token: new Secret(TOKEN), port: 4040 })
const none = { token: undefined, session: undefined }

test('the token admits, and nothing like it does', () => {
  const { admits } = access()
  expect(admits({ ...none, token: TOKEN })).toBe(true)
  for (const token of ['', TOKEN.slice(1), `${TOKEN}x`, TOKEN.toUpperCase(), `${TOKEN}, ${TOKEN}`])
    expect(admits({ ...none, token })).toBe(false)
  expect(admits(none)).toBe(false)
})

test('a session admits who was given it', () => {
  const { admits, openSession } = access()
  const session = openSession()
  expect(admits({ ...none, session })).toBe(true)
  expect(admits({ ...none, session })).toBe(true)
  expect(admits({ ...none, session: `${session}x` })).toBe(false)
  expect(admits({ ...none, session: '' })).toBe(false)
  expect(access().admits({ ...none, session })).toBe(false)
})

test('a wrong token is refused even with a session', () => {
  const { admits, openSession } = access()
  expect(admits({ token: 'wrong', session: openSession() })).toBe(false)
})

test('sessions and tokens have 256 random bits', () => {
  const { openSession } = access()
  const words = Array.from({ length: 100 }, () => [openSession(), makeToken()]).flat()
  for (const word of words) expect(Buffer.from(word, 'base64url')).toHaveLength(32)
  expect(new Set(words).size).toBe(200)
})

test('of too many sessions the one that was silent for the longest time ends', () => {
  const { admits, openSession } = access()
  const [used, silent] = [openSession(), openSession()]
  for (let i = 0; i < 998; i++) openSession()
  expect(admits({ ...none, session: used })).toBe(true)
  openSession()
  expect(admits({ ...none, session: silent })).toBe(false)
  expect(admits({ ...none, session: used })).toBe(true)
})
