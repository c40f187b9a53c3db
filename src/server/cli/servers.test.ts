import { expect, onTestFinished, test } from 'vitest'

import { host, listener, newScope, openTestStore, readAt } from '#server/store/testing/stores.ts'

import { removeServer } from './servers.ts'

test('a server is removed by name, address or id; one that several share is refused with their ids', async () => {
  const { store, remove } = await openTestStore('SQLite')
  onTestFinished(remove)
  const scope = newScope()
  const reports = ['a', 'b', 'c'].map((key) => host(key, [listener(22)], { name: key === 'a' ? 'b' : key }))
  await store.recordInventory(scope, reports, readAt(1))
  const run = (server: string) => removeServer(store, { server, ...scope }, new Date(0))
  await expect(run('x')).rejects.toThrow(`server x not found in project ${scope.project}`)
  const failed = await run('b').catch((error: Error) => error.message)
  expect(failed).toMatch(/^2 servers are called b; remove one by its id: [0-9a-f]{32}, [0-9a-f]{32}$/)
  expect(await run(failed.slice(-32))).toBe('Server b is removed. A new scan of it adds it again.')
  expect(await run('b')).toBe('Server b is removed. A new scan of it adds it again.')
  expect(await run('10.0.0.1')).toBe('Server c is removed. A new scan of it adds it again.')
  expect(await store.audit.list({ limit: 5 })).toMatchObject([
    { action: 'serverRemoved', detail: 'c', subject: 'command' },
    { detail: 'b' },
    { detail: 'b' },
  ])
})
