import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { withSpareSessions } from '#server/access/spare-sessions.ts'
import { startCollector } from '#server/sources/hss/collector.ts'
import { createSimulatedHss, PROJECT, settings } from '#server/sources/hss/testing/simulated-hss.ts'
import { createSimulatedTime } from '#server/sources/hss/testing/simulated-time.ts'
import { StoreError } from '#server/store/errors.ts'
import { storeOn } from '#server/store/open.ts'
import { newPlace, openTables } from '#server/store/testing/stores.ts'

import { createTestApp, testAccess, testOperations } from './testing/test-app.ts'

const MINUTE = 60_000

test.each([
  ['full', ['vacuum', 'pragma max_page_count = 1'], 'pragma max_page_count = 1073741823', /the disk is full/],
  ['read only', ['pragma query_only = 1'], 'pragma query_only = 0', /cannot be written/],
])(
  'F36: on a disk that is %s, everything is served, history pauses, and goes on by itself',
  async (_, limit, lift, told) => {
    const { place, remove } = await newPlace('SQLite')
    const engine = openTables(place)
    const store = await storeOn(engine)
    const time = createSimulatedTime()
    const hss = createSimulatedHss(time.timing, { seed: 'unwritable', rows: 900 })
    const reported: Error[] = []
    const report = (error: Error): void => void reported.push(error)
    const collector = startCollector({
      projects: [settings],
      clientOf: () => hss.client,
      store,
      timing: time.timing,
      random: () => 0.5,
      report,
    })
    const { ask, visit } = await createTestApp(store, {
      collector,
      access: testAccess({ ...store, sessions: withSpareSessions(store.sessions, report) }, { report }),
      operations: testOperations({ readsHss: true }),
    })
    const rows = `/v5/${PROJECT}/asset/port/statistics?category=host&limit=1000`
    const failure = async () => (await collector.status())[0]?.failure ?? null
    await time.run(5 * MINUTE)
    const before = await (await ask(rows)).text()
    expect(JSON.parse(before)).toMatchObject({ total_num: 900 })

    for (const statement of limit) await sql.raw(statement).execute(engine.writer)
    await ask(rows) // somebody looks, so that it would be read again
    await time.run(2 * MINUTE)
    expect(await failure()).toMatchObject({ kind: 'store' })
    expect(reported).toContainEqual(expect.objectContaining({ message: expect.stringMatching(told) }))
    expect(reported.every((error) => error instanceof StoreError)).toBe(true)
    const still = await ask(rows)
    expect([still.status, await still.text()]).toEqual([200, before])
    for (const path of ['/', '/livez', '/readyz', '/favicon.svg', '/api/projects', '/api/status'])
      expect([path, (await ask(path)).status]).toEqual([path, 200])
    const session = (await visit('/')).headers.get('Set-Cookie')?.split(';')[0] ?? ''
    expect((await visit('/api/projects', { Cookie: session })).status).toBe(200)

    await sql.raw(lift).execute(engine.writer)
    await ask(rows)
    await time.run(2 * MINUTE)
    expect(await failure()).toBeNull()
    expect((await visit('/api/projects', { Cookie: session })).status).toBe(200)
    const stopped = collector.stop()
    await time.run(1000)
    await stopped
    await store.close()
    await remove()
  },
)
