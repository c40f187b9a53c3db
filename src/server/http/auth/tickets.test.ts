import { expect, onTestFinished, test } from 'vitest'

import type { Grant, Identity } from '#server/common/identity.ts'
import { Secret } from '#server/common/secret.ts'
import { giveToken, openTestStore, testAccess, TOKEN } from '#test/server/test-app.ts'

import { createTickets, TICKET_LIMITS } from './tickets.ts'

const CONSOLE = 'https://console.example.com'
const PLACE = { audience: 'https://ports.example.com', ancestor: CONSOLE }
const START = Date.parse('2026-11-24T08:00:00Z')
const GRANTS: Grant[] = [
  { role: 'operator', projects: ['a'] },
  { role: 'viewer', projects: ['b'] },
]

/** Tickets with a clock that a test moves on. */
async function booth(ancestors = [CONSOLE]) {
  const store = await openTestStore()
  onTestFinished(store.close)
  const token = await giveToken(store, 'console', GRANTS)
  let at = START
  const now = () => new Date(at)
  const access = testAccess(store, { now })
  const holder = async (token: string) => (await access.identify({ token, session: undefined }))!
  const program = await holder(token)
  const kept: string[] = []
  const tickets = createTickets({
    tickets: { ...store.tickets, keep: (key, ...rest) => (kept.push(key), store.tickets.keep(key, ...rest)) },
    access,
    ancestors,
    now,
  })
  const give = async (
    who: Identity = program,
    wanted: Parameters<typeof tickets.give>[1] = { role: 'viewer' },
  ) => (await tickets.give(who, wanted, PLACE))?.ticket ?? ''
  const identityOf = async (session: string | undefined) =>
    await access.identify({ token: undefined, proxyIdentity: null, session })
  /** Lets time pass, after what no request waits for was done: the store writes one thing after the other. */
  const pass = async (seconds: number): Promise<void> => {
    await store.sessions.end('nobody')
    at += seconds * 1000
  }
  return { ...tickets, store, program, holder, give, identityOf, kept, pass }
}

test('a ticket is 256 random bits, of which the store keeps a hash', async () => {
  const { give, kept } = await booth()
  const words = [await give(), await give()]
  expect(words[0]).not.toBe(words[1])
  for (const word of words) expect(Buffer.from(word, 'base64url')).toHaveLength(32)
  expect(kept.join()).not.toContain(words[0])
})

test('SEC-28: a ticket counts once, for a minute, in its own place', async () => {
  const { give, trade, pass } = await booth([CONSOLE, 'https://other.example.com'])
  const once = await give()
  expect(await trade(once, PLACE)).toMatchObject({ endsIn: TICKET_LIMITS.session })
  expect(await trade(once, PLACE)).toBeNull()
  for (const place of [
    { ...PLACE, ancestor: 'https://other.example.com' },
    { ...PLACE, audience: 'https://ports.other.example' },
  ]) {
    const ticket = await give()
    expect(await trade(ticket, place)).toBeNull()
    expect(await trade(ticket, PLACE)).toBeNull() // the client that showed it has it
  }
  const late = await give()
  await pass(TICKET_LIMITS.ticket)
  expect(await trade(late, PLACE)).toBeNull()
  for (const forged of ['', 'A'.repeat(43)]) expect(await trade(forged, PLACE)).toBeNull()
})

test('no client gets a ticket for a frame that may not be', async () => {
  const { give } = await booth([])
  expect(await give()).toBe('')
})

test('the session may view, or as much more as the ticket names and the token may', async () => {
  const { give, trade, identityOf, program, holder } = await booth()
  const grantsFor = async (wanted: Parameters<typeof give>[1], who = program) =>
    (await identityOf((await trade(await give(who, wanted), PLACE))?.session))?.grants
  expect(await grantsFor({ role: 'viewer' })).toEqual([
    { role: 'viewer', projects: ['a'] },
    { role: 'viewer', projects: ['b'] },
  ])
  expect(await grantsFor({ role: 'operator' })).toEqual(GRANTS)
  expect(await grantsFor({ role: 'operator', project: 'b' })).toEqual([{ role: 'viewer', projects: ['b'] }])
  expect(await grantsFor({ role: 'viewer', project: 'c' })).toBeUndefined()
  expect(await grantsFor({ role: 'viewer', project: 'c' }, await holder(TOKEN))).toEqual([
    { role: 'viewer', projects: ['c'] },
  ])
})

test('the session ends after an hour, and with the token that it was opened for', async () => {
  const { give, trade, identityOf, pass, program } = await booth()
  const until = new Date(START + 600_000).toISOString()
  const brief = await trade(await give({ ...program, until }), PLACE)
  const whole = await trade(await give(), PLACE)
  expect(brief?.endsIn).toBe(600)
  await pass(600)
  expect(await identityOf(brief?.session)).toBeNull()
  expect(await identityOf(whole?.session)).toMatchObject({ subject: 'token:console', proof: 'ticket' })
  await pass(1200)
  expect(await identityOf(whole?.session)).not.toBeNull()
  await pass(1800)
  expect(await identityOf(whole?.session)).toBeNull()
  expect(await trade(await give({ ...program, until }), PLACE)).toBeNull()
})

test('a token that was revoked takes its tickets with it, and the sessions that came of them', async () => {
  const { store, give, trade, identityOf } = await booth()
  const ticket = await give()
  const session = (await trade(await give(), PLACE))?.session
  expect(await identityOf(session)).not.toBeNull()
  await store.tokens.revoke('console')
  expect(await identityOf(session)).toBeNull()
  expect(await trade(ticket, PLACE)).toBeNull()
})

test('a server that is started with another token takes no ticket of the one before', async () => {
  const { store, give, trade, identityOf, holder } = await booth()
  const own = await holder(TOKEN)
  const session = (await trade(await give(own), PLACE))?.session
  const ticket = await give(own)
  const access = testAccess(store, { now: () => new Date(START), token: new Secret(`another-${TOKEN}`) })
  const { trade: tradeNow } = createTickets({
    tickets: store.tickets,
    access,
    ancestors: [CONSOLE],
    now: () => new Date(START),
  })
  expect(await identityOf(session)).not.toBeNull()
  expect(await access.identify({ token: undefined, session })).toBeNull()
  expect(await tradeNow(ticket, PLACE)).toBeNull()
})
