import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'

import type { Store } from '#server/store/types.ts'
import { createTestApp, openTestStore, testOperations } from '#test/server/test-app.ts'

import { createAdmissionControl, ADMISSION_LIMITS } from './admission.ts'
import type { ShedReason } from './admission.ts'

let store: Store
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

/** A server that answers requests for projects only once it is told to. */
async function heldServer() {
  const admission = createAdmissionControl()
  const shed: ShedReason[] = []
  const gate = Promise.withResolvers<void>()
  const operations = testOperations({ admission, shed: (reason) => void shed.push(reason) })
  const projects = () => gate.promise.then(() => [])
  const { ask, visit } = await createTestApp({ ...store, projects }, { operations })
  onTestFinished(admission.watch())
  const askMany = (count: number) => Array.from({ length: count }, () => ask('/api/projects'))
  return { admission, shed, ask, visit, askMany, release: gate.resolve }
}

const statusesOf = async (answers: Promise<Response>[]) =>
  (await Promise.all(answers)).map(({ status }) => status)

/** Holds this thread, and with it the event loop. */
const block = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

test('F41: while the event loop is late, a crowd is refused, livez fails, and both end by themselves', async () => {
  const { admission, shed, ask, visit, askMany, release } = await heldServer()
  expect((await visit('/livez')).status).toBe(200)

  block(2000)
  await sleep(0) // whatever came meanwhile is answered after the timers that are due
  expect((await visit('/livez')).status).toBe(503)
  const first = askMany(ADMISSION_LIMITS.inFlightLate)
  await sleep(0)
  const refused = await ask('/api/projects')
  expect([refused.status, refused.headers.get('Retry-After')]).toEqual([503, '1'])
  expect(await refused.json()).toMatchObject({ error_code: 'APIGW.0308' })
  expect((await visit('/')).status).toBe(200) // the page is no data, and costs nothing
  expect(shed).toEqual(['late'])

  while ((await visit('/livez')).status !== 200 || admission.shedReason() !== null) await sleep(20)
  const after = ask('/api/projects')
  release()
  expect((await after).status).toBe(200)
  expect(new Set(await statusesOf(first))).toEqual(new Set([200]))
  expect(admission.inFlight()).toBe(0)
})

test('beyond 512 requests for data at once, further ones are refused, and never a probe', async () => {
  const { admission, shed, visit, askMany, release } = await heldServer()
  const all = askMany(ADMISSION_LIMITS.inFlight + 100)
  await sleep(0)
  expect((await visit('/livez')).status).toBe(200)
  release()
  const statuses = await statusesOf(all)
  expect(statuses.filter((status) => status === 200)).toHaveLength(ADMISSION_LIMITS.inFlight)
  expect(statuses.filter((status) => status === 503)).toHaveLength(100)
  expect(shed.length).toBe(100)
  expect(admission.inFlight()).toBe(0)
})

test('requests that wait for their turn take no room', () => {
  const admission = createAdmissionControl()
  const ends = Array.from({ length: ADMISSION_LIMITS.inFlight }, () => {
    admission.enter()
    return admission.queue()
  })
  admission.enter()
  expect(admission.shedReason()).toBeNull()
  for (const end of ends) end()
  expect(admission.shedReason()).toBe('busy')
})

test('a client without access takes no room, and gets its 401 even when there is none', async () => {
  const { admission, ask, visit, askMany, release } = await heldServer()
  expect((await visit('/api/projects')).status).toBe(401)
  const all = askMany(ADMISSION_LIMITS.inFlight)
  while (admission.inFlight() < ADMISSION_LIMITS.inFlight) await sleep(0)
  expect((await ask('/api/projects')).status).toBe(503)
  expect((await visit('/api/projects')).status).toBe(401)
  expect((await visit('/api/session')).status).toBe(200)
  release()
  await Promise.all(all)
})
