import { randomUUID } from 'node:crypto'

import { describe, expect, onTestFinished, test } from 'vitest'

import { asking } from '#server/store/testing/stores.ts'
import type { Store } from '#server/store/types.ts'
import { openTestStore } from '#test/server/test-app.ts'

import { startCollector } from './collector.ts'
import { HssError } from './errors.ts'
import type { EndedSweep } from './project-sync.ts'
import type { SetOptions } from './testing/moving-set.ts'
import { keyOf } from './testing/moving-set.ts'
import { createSimulatedHss, everything, settings } from './testing/simulated-hss.ts'
import { createSimulatedTime } from './testing/simulated-time.ts'

const SECOND = 1_000
const MINUTE = 60_000

async function world(options: Partial<SetOptions> = {}) {
  const store: Store = await openTestStore()
  const time = createSimulatedTime()
  const hss = createSimulatedHss(time.timing, { seed: 'collector', rows: 1_500, ...options })
  const reported: Error[] = []
  const swept: EndedSweep[] = []
  const start = () =>
    startCollector({
      owner: randomUUID(),
      projects: [settings],
      clientOf: () => hss.client,
      store: time.heeded(store),
      timing: time.timing,
      random: () => 0.5,
      swept: (sweep) => void swept.push(sweep),
      report: (error) => void reported.push(error),
    })
  const collector = start()
  const running = [collector]
  onTestFinished(async () => {
    const stopped = Promise.all(running.map((one) => one.stop()))
    await time.run(1_000)
    await stopped
    await store.close()
    expect(reported.filter((error) => !(error instanceof HssError))).toEqual([])
    const instants = hss.calls.map(({ at }) => at)
    const busiest = instants.map((from) => instants.filter((at) => at >= from && at < from + MINUTE).length)
    expect(Math.max(0, ...busiest)).toBeLessThanOrEqual(5)
  })
  const shown = async () => {
    const { rows, mark } = await store.statistics(asking(everything))
    return {
      keys: rows.map(keyOf),
      statuses: new Set(rows.map(({ status }) => status)),
      complete: mark?.complete,
    }
  }
  const hostStatus = async () => {
    const [project] = await collector.status()
    return { project: project!, scope: project!.scopes.find(({ category }) => category === 'host')! }
  }
  return {
    store,
    time,
    hss,
    collector,
    reported,
    swept,
    shown,
    hostStatus,
    startAnother: () => running.push(start()),
  }
}

test('the dangerous ports are there after one call, and everything after a few minutes', async () => {
  const { time, hss, shown, hostStatus, swept } = await world()
  await time.run(300)
  const first = await shown()
  expect(first.statuses).toEqual(new Set(['danger']))
  expect(first.complete).toBe(0)
  await time.run(30_000)
  expect((await hostStatus()).scope).toMatchObject({ state: 'syncing', failure: null })
  await time.run(3 * MINUTE)
  const all = await shown()
  expect(all.complete).toBe(1)
  expect(new Set(all.keys)).toEqual(new Set(hss.hosts.rows.keys()))
  const { project, scope } = await hostStatus()
  expect(project).toMatchObject({
    id: settings.projectId,
    failure: null,
    namesFailure: null,
    readElsewhere: false,
  })
  expect(scope).toMatchObject({
    state: 'idle',
    sweeps: [{ outcome: 'complete', rows: 1_500, claimed: 1_500, moved: false }],
  })
  const { begun, readTo, calls } = scope.sweeps[0]!
  expect(swept.find(({ category }) => category === 'host')).toEqual({
    project: settings.projectId,
    category: 'host',
    enterpriseProject: '0',
    outcome: 'complete',
    rows: 1_500,
    calls,
    seconds: (Date.parse(readTo) - Date.parse(begun)) / 1000,
  })
})

test('the status bears a claim of any number of rows', async () => {
  const { time, hss, hostStatus } = await world()
  const { read } = hss.hosts
  hss.hosts.read = (asked) => ({ ...read(asked), total: Number.MAX_SAFE_INTEGER })
  await time.run(30_000)
  const { scope } = await hostStatus()
  expect(scope).toMatchObject({ state: 'syncing', sweeps: [{ claimed: Number.MAX_SAFE_INTEGER }] })
  expect(Date.parse(scope.completeAt!)).toBeGreaterThan(time.timing.now())
})

test('a scope with a viewer is synced again within a minute, others within a quarter of an hour', async () => {
  const { time, hss, collector } = await world({ rows: 100 })
  await time.run(MINUTE)
  const before = hss.calls.length
  await time.run(10 * MINUTE)
  expect(hss.calls.length).toBe(before)
  collector.noteViewer(everything)
  await time.run(MINUTE)
  expect(hss.calls.length).toBeGreaterThan(before)
})

test('a complete snapshot stays while the next one is collected, whatever changes', async () => {
  const { time, collector, shown } = await world({ inserts: 5, deletes: 5 })
  await time.run(5 * MINUTE)
  for (let i = 0; i < 30; i++) {
    collector.noteViewer(everything)
    await time.run(10_000)
    expect((await shown()).complete).toBe(1)
  }
})

describe('F01, F02: a service that cannot be reached', () => {
  test('is reported so, and collected within 30 seconds of its return', async () => {
    const { time, hss, hostStatus, shown } = await world()
    hss.down(new HssError('network', 'ECONNREFUSED'))
    await time.run(20 * MINUTE)
    const { project, scope } = await hostStatus()
    expect(project.failure).toMatchObject({ kind: 'network', code: 'ECONNREFUSED' })
    expect(project.nextAttempt).not.toBeNull()
    expect(scope.state).toBe('failing')
    expect((await shown()).keys).toEqual([])
    hss.down(null)
    await time.run(30_000)
    expect((await shown()).keys.length).toBeGreaterThan(0)
    expect((await hostStatus()).project.failure).toBeNull()
  })

  test('takes nothing away that was read before', async () => {
    const { time, hss, collector, shown } = await world({ rows: 100 })
    await time.run(MINUTE)
    hss.down(new HssError('network', 'ECONNREFUSED'))
    collector.noteViewer(everything)
    await time.run(60 * MINUTE)
    expect(await shown()).toMatchObject({ complete: 1 })
  })
})

describe('F12: a service that fails half of the time', () => {
  const unavailable = [500, 502, 503, 504].map(
    (status) => new HssError('unavailable', `HTTP ${status}`, { requestId: `request-${status}` }),
  )
  const faultAt = (call: number) => unavailable[call % unavailable.length] ?? null
  const hostCalls = (calls: readonly { request: { category: string } }[]) =>
    calls.filter(({ request }) => request.category === 'host').length

  // Each page needs an answer, and every other call has none: so twice the calls is the minimum.
  test('at every other call costs one more call a page, and no row', async () => {
    const { time, hss, shown, hostStatus } = await world({ rows: 5_000 })
    hss.failAs((_, call) => (call % 2 === 1 ? faultAt((call - 1) / 2) : null))
    await time.run(14 * MINUTE)
    expect(await shown()).toMatchObject({ complete: 1 })
    const [sweep] = (await hostStatus()).scope.sweeps
    expect(sweep!.errors).toContainEqual(
      expect.objectContaining({ code: 'HTTP 503', requestId: 'request-503' }),
    )
    expect(hostCalls(hss.calls)).toBeLessThanOrEqual(2 * sweep!.calls + 1)
  })

  test('in stretches of eight minutes costs less than 1.6 of the calls', async () => {
    const { time, hss, shown, hostStatus } = await world({ rows: 10_000 })
    const begin = time.timing.monotonic()
    hss.failAs((_, call) =>
      Math.floor((time.timing.monotonic() - begin) / (8 * MINUTE)) % 2 === 1 ? faultAt(call) : null,
    )
    await time.run(24 * MINUTE)
    expect(await shown()).toMatchObject({ complete: 1 })
    const whole = (await hostStatus()).scope.sweeps.find(({ outcome }) => outcome === 'complete')
    expect(hostCalls(hss.calls)).toBeLessThanOrEqual(1.6 * whole!.calls)
  })
})

describe('F13: a service with a fault of its own', () => {
  const fault = new HssError('unavailable', 'HTTP 500')

  test('gets six calls in ten minutes, and then one every ten', async () => {
    const { time, hss, hostStatus } = await world()
    hss.down(fault)
    await time.run(10 * MINUTE)
    expect(hss.calls.length).toBeLessThanOrEqual(6)
    await time.run(60 * MINUTE)
    expect(hss.calls.length).toBeLessThanOrEqual(6 + 8)
    expect((await hostStatus()).project).toMatchObject({ failure: { code: 'HTTP 500' } })
  })

  test('is called at once for a new viewer, and not again for one who stays', async () => {
    const { time, hss, collector, hostStatus, shown } = await world()
    hss.down(fault)
    await time.run(30 * MINUTE)
    const before = hss.calls.length
    for (let i = 0; i < 5; i++) {
      collector.noteViewer(everything)
      await time.run(10_000)
    }
    expect(hss.calls.length).toBe(before + 1)
    await time.run(12 * MINUTE)
    hss.down(null)
    collector.noteViewer(everything)
    await time.run(10_000)
    expect((await hostStatus()).project.failure).toBeNull()
    expect((await shown()).keys.length).toBeGreaterThan(0)
  })

  test('is not called before the time it names, for any viewer', async () => {
    const { time, hss, collector } = await world()
    hss.down(new HssError('unavailable', 'HTTP 503', { retryAfter: 90_000 }))
    await time.run(1_000)
    collector.wake()
    collector.noteViewer(everything)
    await time.run(85_000)
    expect(hss.calls.length).toBe(1)
    await time.run(10_000)
    expect(hss.calls.length).toBe(2)
  })
})

test('F07: a page that stays garbled ends its sweep, and the next one begins later', async () => {
  const { time, hss, hostStatus, shown } = await world({ rows: 900 })
  const garbled = new HssError('garbled', 'NOT_JSON', { requestId: 'request-7' })
  hss.failAs(({ category, offset }) => (category === 'host' && offset > 300 ? garbled : null))
  await time.run(5 * MINUTE)
  const { project, scope } = await hostStatus()
  expect(scope).toMatchObject({ state: 'failing', failure: { kind: 'garbled', requestId: 'request-7' } })
  expect(scope.sweeps).toEqual([expect.objectContaining({ outcome: 'incomplete', claimed: 900 })])
  expect(scope.sweeps[0]!.errors.length).toBeLessThanOrEqual(8)
  expect(Date.parse(scope.nextRead!)).toBeGreaterThan(time.timing.now())
  expect(project.failure).toBeNull()
  expect(project.scopes.find(({ category }) => category === 'container')).toMatchObject({ state: 'idle' })
  expect((await shown()).complete).toBeLessThan(1)
  expect((await shown()).keys.length).toBeGreaterThan(300)
  hss.failAs(() => null)
  await time.run(20 * MINUTE)
  expect(await shown()).toMatchObject({ complete: 1 })
  expect((await hostStatus()).scope).toMatchObject({ state: 'idle', failure: null })
})

test.each(['timeout', 'unavailable', 'garbled', 'forbidden'] as const)(
  'F03, F13: a scope whose calls all fail (%s) is the only one that fails, however often it is tried',
  async (kind) => {
    const { time, hss, hostStatus } = await world({ rows: 100 })
    hss.failAs(({ category }) => (category === 'container' ? new HssError(kind, 'FAILS') : null))
    await time.run(MINUTE)
    const seen = new Set<string>()
    for (let i = 0; i < 60; i++) {
      await time.run(20_000)
      const { project, scope } = await hostStatus()
      const other = project.scopes.find(({ category }) => category === 'container')
      seen.add(`${project.failure?.kind} ${scope.failure?.kind} ${other?.state} ${other?.failure?.kind}`)
      expect(scope.nextRead).not.toBeNull()
    }
    expect([...seen]).toEqual([`undefined undefined failing ${kind}`])
  },
)

test('F22: a token that expires in the middle of a sweep is renewed once', async () => {
  const { time, hss, shown } = await world()
  await time.run(30_000)
  hss.fail(new HssError('expired', 'APIGW.0307'))
  await time.run(5 * MINUTE)
  expect(hss.renewals()).toBe(1)
  expect(await shown()).toMatchObject({ complete: 1 })
})

test('F31: an end whose certificate has expired gets no call more, and the log and the status say so', async () => {
  const { time, hss, collector, reported, hostStatus, shown } = await world({ rows: 100 })
  await time.run(MINUTE)
  hss.down(new HssError('untrusted', 'CERT_HAS_EXPIRED'))
  await time.run(20 * MINUTE)
  const before = hss.calls.length
  collector.noteViewer(everything)
  await time.run(20 * MINUTE)
  expect(hss.calls.length).toBe(before)
  expect(reported.map(({ message }) => message)).toEqual([expect.stringMatching(/^CERT_HAS_EXPIRED: /)])
  expect((await hostStatus()).project.failure).toMatchObject({ kind: 'untrusted', code: 'CERT_HAS_EXPIRED' })
  expect(await shown()).toMatchObject({ complete: 1 })
  hss.down(null)
  collector.wake()
  await time.run(10_000)
  expect((await hostStatus()).project.failure).toBeNull()
})

describe('F27: a rejected credential', () => {
  const rejected = new HssError('rejected', 'APIGW.0301')

  test('is sent again every ten minutes alone, and the status and the log say so', async () => {
    const { time, hss, collector, reported, hostStatus } = await world()
    hss.down(rejected)
    for (let minute = 0; minute < 60; minute += 4) {
      collector.noteViewer(everything)
      await time.run(4 * MINUTE)
    }
    expect(hss.calls.length).toBeLessThan(6) // EPS was asked first
    const { project, scope } = await hostStatus()
    expect(project.failure).toMatchObject({ kind: 'rejected' })
    expect(Date.parse(project.nextAttempt!) - time.timing.now()).toBeLessThanOrEqual(10 * MINUTE)
    expect(scope.nextRead).toBe(project.nextAttempt)
    expect(reported).toHaveLength(6)
  })

  test('that are corrected work after "Retry now", whatever became of the clock', async () => {
    const { time, hss, collector, hostStatus } = await world()
    hss.fail(rejected)
    await time.run(MINUTE)
    time.jump(-3 * 60 * MINUTE)
    collector.wake()
    await time.run(SECOND)
    expect((await hostStatus()).project.failure).toBeNull()
    expect(hss.calls.length).toBeGreaterThan(1)
  })

  test('is found good by itself ten minutes later, also when the clock was put right', async () => {
    const { time, hss, hostStatus } = await world()
    hss.fail(rejected)
    await time.run(MINUTE)
    time.jump(-3 * 60 * MINUTE)
    await time.run(10 * MINUTE)
    expect((await hostStatus()).project.failure).toBeNull()
  })

  test('by EPS alone keeps HSS from one call', async () => {
    const { time, hss, hostStatus, shown } = await world({ rows: 100 })
    hss.failNames(rejected)
    await time.run(5 * MINUTE)
    expect(hss.calls.length).toBe(0)
    expect((await hostStatus()).project.failure).toMatchObject({ kind: 'rejected' })
    await time.run(60 * MINUTE)
    expect(await shown()).toMatchObject({ complete: 1 })
    expect((await hostStatus()).project).toMatchObject({ failure: null, namesFailure: { kind: 'rejected' } })
  })

  test('is not spent on look-ups of users', async () => {
    const { time, hss, collector } = await world()
    hss.down(rejected)
    await time.run(11 * MINUTE)
    hss.rejects(rejected)
    const before = hss.calls.length
    const asked = collector.lookUps(everything.project)!.port(everything, 22, new AbortController().signal)
    await time.run(SECOND)
    expect(await asked).toEqual({ kind: 'failed', error: rejected })
    expect(hss.calls.length).toBe(before)
  })
})

test('F09: a throttled call stops all others for as long as HSS says', async () => {
  const { time, hss } = await world()
  hss.fail(new HssError('throttled', 'APIGW.0308', { retryAfter: 60_000 }))
  await time.run(60_000)
  expect(hss.calls.length).toBe(1)
  await time.run(10_000)
  expect(hss.calls.length).toBeGreaterThan(1)
})

test('a region that refuses every size of a page fails for what it refuses, and not for the size', async () => {
  const { time, hss, hostStatus } = await world({ rows: 100 })
  const sizes = Array.from({ length: 4 }, () => new HssError('pageSize', 'HSS.0001'))
  hss.fail(...sizes, new HssError('invalid', 'HSS.0001'))
  await time.run(500)
  expect((await hostStatus()).scope).toMatchObject({ state: 'syncing', failure: null })
  await time.run(MINUTE)
  const { project, scope } = await hostStatus()
  expect(project.failure).toBeNull()
  expect(scope).toMatchObject({ state: 'failing', failure: { kind: 'invalid' } })
})

test('F34, F51: of two processes one reads, and the other takes over from its page', async () => {
  const { time, hss, collector, startAnother, shown } = await world()
  startAnother()
  await time.run(20_000)
  const stopped = collector.stop()
  await time.run(1_000)
  await stopped
  const before = hss.calls.length
  await time.run(4 * MINUTE)
  expect(await shown()).toMatchObject({ complete: 1 })
  const offsets = hss.calls.map(
    ({ request }) => `${request.category} ${request.status ?? ''} ${request.offset}`,
  )
  expect(new Set(offsets).size).toBe(offsets.length) // no page was read twice
  expect(before).toBeLessThan(hss.calls.length)
})

describe('a user', () => {
  test('looks up one port, while the sweep leaves a call free', async () => {
    const { time, hss, collector } = await world()
    collector.noteViewer(everything)
    await time.run(10_000)
    expect(hss.calls.length).toBe(4)
    const [row] = [...hss.hosts.rows.values()]
    const scope = { ...everything, enterpriseProject: '0' }
    const asked = collector.lookUps(everything.project)!.port(scope, row!.port, new AbortController().signal)
    await time.run(1_000)
    expect(await asked).toMatchObject({ kind: 'answer' })
    const again = await collector.lookUps(everything.project)!.port(scope, 22, new AbortController().signal)
    expect(again).toMatchObject({ kind: 'exhausted' })
  })

  const window = {
    scopeQuery: { ...everything, enterpriseProject: '0' },
    port: 22,
    limit: 10,
    offset: 0,
  }

  test('that gives up waiting for the servers behind a port leaves others waiting', async () => {
    const { time, collector } = await world()
    await time.run(1_000)
    const { hosts } = collector.lookUps(everything.project)!
    const gone = new AbortController()
    const first = hosts(window, gone.signal)
    const second = hosts(window, new AbortController().signal)
    gone.abort(new Error('gone'))
    await expect(first).rejects.toThrow('gone')
    await time.run(1_000)
    expect(await second).toMatchObject({ kind: 'answer', answer: { total: 250 } })
  })

  test('sees servers of types that HSS cannot filter, filtered from one look-up', async () => {
    const { time, hss, collector } = await world()
    await time.run(1_000)
    let calls = 0
    const { portHosts } = hss.client
    hss.client.portHosts = (...asked) => {
      calls += 1
      return portHosts(...asked)
    }
    const { hosts } = collector.lookUps(everything.project)!
    const asked = ['TCP6', 'UDP6'].map((type) => hosts({ ...window, type }, new AbortController().signal))
    await time.run(2_000)
    expect(await Promise.all(asked)).toMatchObject([{ answer: { total: 125 } }, { answer: { total: 0 } }])
    expect(calls).toBe(2)
  })

  test('sees each server once, where HSS lists some that are none', async () => {
    const { time, hss, collector } = await world()
    await time.run(1_000)
    const { portHosts } = hss.client
    hss.client.portHosts = async (...asked) => {
      const page = await portHosts(...asked)
      return { ...page, hosts: page.hosts.slice(3) }
    }
    const asked = collector
      .lookUps(everything.project)!
      .hosts({ ...window, limit: 300 }, new AbortController().signal)
    await time.run(2_000)
    const looked = await asked
    const ids = looked.kind === 'answer' ? looked.answer.hosts.map(({ hostId }) => hostId) : []
    expect(ids).toHaveLength(250 - 6)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('sees the servers behind a port, with few calls', async () => {
    const { time, collector } = await world()
    await time.run(1_000)
    const look = (changes = {}) =>
      collector.lookUps(everything.project)!.hosts(
        {
          scopeQuery: { ...everything, enterpriseProject: '0' },
          port: 22,
          limit: 10,
          offset: 0,
          ...changes,
        },
        new AbortController().signal,
      )
    const asked = [look(), look(), look({ type: 'TCP6', limit: 20 })]
    await time.run(2_000)
    const [first, second, narrowed] = await Promise.all(asked)
    expect(first).toMatchObject({ kind: 'answer', answer: { total: 250 } })
    expect(second).toEqual(first)
    expect(narrowed).toMatchObject({ kind: 'answer', answer: { total: 125 } })
  })
})
