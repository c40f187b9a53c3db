import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { Secret } from '#server/common/secret.ts'
import { openStore } from '#server/store/open.ts'
import { testAccess, TOKEN } from '#test/server/test-app.ts'

import { readTokenCommand } from './token-cli.ts'
import { runTokenCommand } from './token.ts'

const NOW = new Date('2026-11-24T08:00:00Z')
const DAY = 86_400_000

async function open() {
  const dataDir = await mkdtemp(join(tmpdir(), 'openports-token-'))
  const store = await openStore({ dataDir })
  onTestFinished(async () => {
    await store.close()
    await rm(dataDir, { recursive: true })
  })
  const run = (...args: string[]) => {
    const command = readTokenCommand(args)
    if (command === 'help') throw new Error('help')
    return runTokenCommand(store, command, NOW)
  }
  const access = (now = NOW) => testAccess(store, { ways: ['token'], now: () => now })
  return { dataDir, store, run, access }
}

test('a token that was added admits with its role until it expires or is revoked, its sessions too', async () => {
  const { store, run, access } = await open()
  const [said, token = ''] = await run(
    'add',
    'ada',
    '--role',
    'operator',
    '--project',
    'a',
    '--expires',
    '30d',
  )
  expect(said).toBe('Token ada, operator of a, until 2026-12-24:')
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)

  const who = await access().identify({ token, session: undefined })
  expect(who).toMatchObject({ subject: 'token:ada', grants: [{ role: 'operator', projects: ['a'] }] })
  await expect.poll(() => store.tokens.list()).toMatchObject([{ used: NOW.toISOString() }])
  expect(await run('list')).toEqual([
    'ada: operator of a, added 2026-11-24, until 2026-12-24, last used 2026-11-24T08:00Z',
  ])

  const end = new Date(NOW.getTime() + 30 * DAY)
  expect(await access(end).identify({ token, session: undefined })).toBeNull()
  const late = new Date(end.getTime() - 60_000)
  if (who === null) throw new Error('nobody')
  const session = await access(late).openSession(who)
  expect(await access(late).identify({ token: undefined, session })).not.toBeNull()
  expect(await access(end).identify({ token: undefined, session })).toBeNull()

  const other = await access().openSession(who)
  expect(await run('revoke', 'ada')).toEqual(['Token ada admits nobody any more, and its sessions ended.'])
  expect(await access().identify({ token, session: undefined })).toBeNull()
  expect(await access().identify({ token: undefined, session: other })).toBeNull()
  expect((await store.audit.list({ limit: 9 })).map(({ action, detail }) => `${action} ${detail}`)).toEqual([
    'tokenRevoked ada',
    'tokenAdded ada',
  ])
})

test('another token of the same name admits none of the sessions of the one that was revoked', async () => {
  const { run, access } = await open()
  const [, token = ''] = await run('add', 'ada')
  const who = await access().identify({ token, session: undefined })
  const session = await access().openSession(who!)
  await run('revoke', 'ada')
  await run('add', 'ada')
  expect(await access().identify({ token: undefined, session })).toBeNull()
})

test('a server that is started with another token ends the sessions of the one before', async () => {
  const { store, access } = await open()
  const who = await access().identify({ token: TOKEN, session: undefined })
  const session = await access().openSession(who!)
  expect(await access().identify({ token: undefined, session })).toMatchObject({ subject: 'token' })
  for (const token of [new Secret(`another-${TOKEN}`), null])
    expect(
      await testAccess(store, { ways: ['token'], now: () => NOW, token }).identify({
        token: undefined,
        session,
      }),
    ).toBeNull()
})

test('SEC-16: nothing of a token but its hash is in the database', async () => {
  const { dataDir, store, run } = await open()
  const [, token = ''] = await run('add', 'ada')
  await store.close()
  const kept = await readFile(join(dataDir, 'openports.db'))
  for (const word of [
    token,
    Buffer.from(token).toString('base64'),
    Buffer.from(token, 'base64url').toString('hex'),
  ])
    expect(kept.includes(word)).toBe(false)
  expect(kept.includes(Buffer.from(token, 'base64url'))).toBe(false)
  expect(kept.includes('ada')).toBe(true)
})

test('a token is a viewer of every project for 90 days unless it is said otherwise', async () => {
  const { run } = await open()
  expect((await run('add', 'a'))[0]).toBe('Token a, viewer of every project, until 2027-02-22:')
  expect((await run('add', 'b', '--expires', 'never'))[0]).toBe(
    'Token b, viewer of every project, without end:',
  )
  await expect(run('add', 'a')).rejects.toThrow(
    'there is a token a: choose another name, or revoke that one first',
  )
  await expect(run('revoke', 'c')).rejects.toThrow('there is no token c')
})

test.each([
  [[], /say what to do/],
  [['make', 'a'], /say what to do/],
  [['add'], /give the token a name/],
  [['add', 'a b'], /give the token a name/],
  [['add', 'a', 'b'], /"b" is one word too many/],
  [['add', 'a', '--role', 'admin'], /--role takes viewer or operator/],
  [['add', 'a', '--expires', '0d'], /--expires takes/],
  [['add', 'a', '--expires', '2026-12-01'], /--expires takes/],
  [['add', 'a', '--colour', 'red'], /Unknown option/],
])('%j is refused in one line', (args, message) => {
  expect(() => readTokenCommand(args)).toThrow(message)
  expect(() => readTokenCommand(args)).toThrow(/For help: npm run token -- --help$/)
})
