import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'

import { startCollector } from '#server/hss/collector.ts'
import { createSimulatedHss, PROJECT, settings } from '#server/hss/testing/simulated-hss.ts'
import { createSimulatedTime } from '#server/hss/testing/simulated-time.ts'
import { withSessionFallback } from '#server/http/auth/session-fallback.ts'
import { StoreError } from '#server/store/errors.ts'
import { storeOn } from '#server/store/open.ts'
import { newPlace, openTables } from '#server/store/testing/stores.ts'
import { createTestApp, testAccess, testOperations, TYPED } from '#test/server/test-app.ts'

const MINUTE = 60_000

/** A server that has read a tenant of HSS, and what a test does to the connection that writes. */
async function world(seed: string) {
  const { place, remove } = await newPlace('SQLite')
  onTestFinished(remove)
  const engine = await openTables(place)
  const store = await storeOn(engine)
  const time = createSimulatedTime()
  const hss = createSimulatedHss(time.timing, { seed, rows: 900 })
  const reported: Error[] = []
  const report = (error: Error): void => void reported.push(error)
  const collector = startCollector({
    owner: 'test',
    projects: [settings],
    clientOf: () => hss.client,
    store: time.heeded(store),
    timing: time.timing,
    random: () => 0.5,
    swept: () => undefined,
    report,
  })
  const { ask, visit } = await createTestApp(store, {
    collector,
    access: testAccess({ ...store, sessions: withSessionFallback(store.sessions, report) }, { report }),
    operations: testOperations({ readsHss: true }),
  })
  const rows = () => ask(`/v5/${PROJECT}/asset/port/statistics?category=host&limit=1000`)
  await time.run(5 * MINUTE)
  const before = await (await rows()).text()
  expect(JSON.parse(before)).toMatchObject({ total_num: 900 })

  const open = async (): Promise<string> =>
    (await visit('/', TYPED)).headers.get('Set-Cookie')?.split(';')[0] ?? ''
  const looks = async (session: string): Promise<number> =>
    (await visit('/api/projects', { Cookie: session })).status
  return {
    file: 'dataDir' in place ? join(place.dataDir, 'openports.db') : '',
    time,
    hss,
    reported,
    rows,
    looks,
    failure: async () => (await collector.status())[0]?.failure ?? null,
    write: (statement: string) => sql.raw(statement).execute(engine.writer),
    /** The page is as before. @returns The session of a new visitor. */
    expectServed: async (): Promise<string> => {
      const still = await rows()
      expect([still.status, await still.text()]).toEqual([200, before])
      for (const path of ['/', '/livez', '/readyz', '/favicon.svg', '/api/projects', '/api/status'])
        expect([path, (await ask(path)).status]).toEqual([path, 200])
      const session = await open()
      expect(await looks(session)).toBe(200)
      return session
    },
    close: async () => {
      const stopped = collector.stop()
      await time.run(1000)
      await stopped
      await store.close()
    },
  }
}

test.each([
  ['full', ['vacuum', 'pragma max_page_count = 1'], 'pragma max_page_count = 1073741823', /the disk is full/],
  ['read only', ['pragma query_only = 1'], 'pragma query_only = 0', /cannot be written/],
])(
  'F36: on a disk that is %s, everything is served, history pauses, and goes on by itself',
  async (_, limit, lift, told) => {
    const { time, reported, rows, looks, failure, write, expectServed, close } = await world('unwritable')
    for (const statement of limit) await write(statement)
    await rows() // a viewer, so that it would be synced again
    await time.run(2 * MINUTE)
    expect(await failure()).toMatchObject({ kind: 'store' })
    expect(reported).toContainEqual(expect.objectContaining({ message: expect.stringMatching(told) }))
    expect(reported.every((error) => error instanceof StoreError)).toBe(true)
    const session = await expectServed()

    await write(lift)
    await rows()
    await time.run(2 * MINUTE)
    expect(await failure()).toBeNull()
    expect(await looks(session)).toBe(200)
    await close()
  },
)

test('F36: while a slow disk holds a write, everything is served, the status says so, and history goes on by itself', async () => {
  const { file, time, hss, reported, rows, looks, failure, write, expectServed, close } = await world('slow')
  // To wait for a lock inside SQLite holds the connection just as to wait for a disk does, and can be ended.
  await write('pragma busy_timeout = 600000')
  const disk = new DatabaseSync(file)
  disk.exec('begin immediate')
  await rows() // a viewer, so that it would be synced again
  await time.run(2 * MINUTE, undefined, { isPressed: true })
  expect(await failure()).toMatchObject({ kind: 'store', code: 'SlowWriteError' })
  expect(reported).toMatchObject([
    { message: expect.stringMatching(/has not ended in 10 s: check its disk/) },
  ])
  const session = await expectServed()
  const { length } = hss.calls

  disk.close()
  await rows()
  await time.run(2 * MINUTE)
  expect(await failure()).toBeNull()
  expect(hss.calls.length).toBeGreaterThan(length)
  expect(await looks(session)).toBe(200)
  await close()
})
