import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { openStore } from '#server/store/open.ts'
import { testAccess } from '#test/server/test-app.ts'

import { runCommandLine } from './command-line.ts'
import type { Actions, TokenCommand } from './command-line.ts'
import { runTokenCommand } from './token.ts'

const NOW = new Date('2026-11-24T08:00:00Z')
const DAY = 86_400_000

const none = () => Promise.reject(new Error('another command'))
const OTHERS: Actions = {
  serve: none,
  import: none,
  report: none,
  token: none,
  servers: none,
  check: none,
  health: none,
}

/** What `openports token` does with these arguments. */
async function commandOf(args: readonly string[]): Promise<TokenCommand> {
  const { promise, resolve } = Promise.withResolvers<TokenCommand>()
  const token = (command: TokenCommand) => Promise.resolve(resolve(command))
  await runCommandLine(['token', ...args], { ...OTHERS, token }, () => true)
  return promise
}

async function open() {
  const dataDir = await mkdtemp(join(tmpdir(), 'openports-token-'))
  const store = await openStore({ dataDir })
  onTestFinished(async () => {
    await store.close()
    await rm(dataDir, { recursive: true })
  })
  const run = async (...args: string[]): Promise<string[]> =>
    runTokenCommand(store, await commandOf(args), NOW)
  const access = (now = NOW) => testAccess(store, { signInMethods: ['token'], now: () => now })
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
  expect(said).toBe('Token ada, operator of a, expires 2026-12-24:')
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)

  const who = await access().identify({ token, session: undefined })
  expect(who).toMatchObject({ subject: 'token:ada', grants: [{ role: 'operator', projects: ['a'] }] })
  await expect.poll(() => store.tokens.list()).toMatchObject([{ used: NOW.toISOString() }])
  expect(await run('list')).toEqual([
    'ada: operator of a, created 2026-11-24, expires 2026-12-24, last used 2026-11-24T08:00Z',
  ])

  const end = new Date(NOW.getTime() + 30 * DAY)
  expect(await access(end).identify({ token, session: undefined })).toBeNull()
  const late = new Date(end.getTime() - 60_000)
  if (who === null) throw new Error('no identity')
  const session = await access(late).openSession(who)
  expect(await access(late).identify({ token: undefined, session })).not.toBeNull()
  expect(await access(end).identify({ token: undefined, session })).toBeNull()

  const other = await access().openSession(who)
  expect(await run('revoke', 'ada')).toEqual(['Token ada is revoked, and its sessions have ended.'])
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

test('a token is a viewer of all projects for 90 days by default', async () => {
  const { run } = await open()
  expect((await run('add', 'a'))[0]).toBe('Token a, viewer of all projects, expires 2027-02-22:')
  expect((await run('add', 'b', '--expires', 'never'))[0]).toBe('Token b, viewer of all projects, no expiry:')
  await expect(run('add', 'a')).rejects.toThrow(
    'token a already exists: choose another name, or revoke it first',
  )
  await expect(run('revoke', 'c')).rejects.toThrow('token c not found')
})
