import { randomUUID } from 'node:crypto'

import { describe, expect, onTestFinished, test } from 'vitest'

import { openStore } from '#server/store/open.ts'
import { ENGINES, newPlace } from '#server/store/testing/stores.ts'
import type { EngineName } from '#server/store/testing/stores.ts'

import { startCollector } from './collector.ts'
import { credentialIdOf } from './credentials.ts'
import { HssError } from './errors.ts'
import { createSharedState } from './shared-state.ts'
import { createSimulatedHss, everything, PROJECT, settings } from './testing/simulated-hss.ts'
import { createSimulatedTime } from './testing/simulated-time.ts'

const MINUTE = 60_000
const SECOND = 1_000
const SIGNAL = new AbortController().signal
/** The project ID comes from IAM alone. */
const UNNAMED = { ...settings, projectId: null }

/** Processes on one database, each with a store of its own, and one HSS. */
async function world(engine: EngineName) {
  const { place, remove } = await newPlace(engine)
  const time = createSimulatedTime()
  const hss = createSimulatedHss(time.timing, { seed: 'processes', rows: 100 })
  const running: (() => Promise<void>)[] = []
  onTestFinished(async () => {
    const stopped = Promise.all(running.map((stop) => stop()))
    await time.run(SECOND)
    await stopped
    await remove()
  })
  const start = async (owner: string = randomUUID()) => {
    const store = await openStore(place)
    const collector = startCollector({
      owner,
      projects: [UNNAMED],
      clientOf: () => hss.client,
      store: time.heeded(store),
      timing: time.timing,
      random: () => 0.5,
      swept: () => undefined,
      report: () => undefined,
    })
    running.push(async () => {
      await collector.stop()
      await store.close()
    })
    return { collector, store }
  }
  return { place, time, hss, start }
}

describe.each(ENGINES)('of two processes on one %s, the one that does not read', (engine) => {
  const two = async () => {
    const { start, ...rest } = await world(engine)
    const syncing = (await start()).collector
    await rest.time.run(MINUTE)
    const { collector: other, store } = await start()
    await rest.time.run(SECOND)
    const statuses = async () => {
      const [own] = await syncing.status()
      const [others] = await other.status()
      return { own: own!, others: others! }
    }
    return { ...rest, syncing, other, store, statuses }
  }

  test('knows which project it is, and answers for it', async () => {
    const { time, other } = await two()
    expect(other.isWaitingForIds()).toBe(false)
    const lookUps = other.lookUps(PROJECT)!
    const scope = { ...everything, enterpriseProject: '0' }
    const asked = Promise.all([
      lookUps.hosts({ scopeQuery: scope, port: 22, limit: 10, offset: 0 }, SIGNAL),
      lookUps.port(scope, 22, SIGNAL),
    ])
    await time.run(SECOND)
    expect(await asked).toMatchObject([
      { kind: 'answer', answer: { total: 250 } },
      { kind: 'answer', answer: { rows: expect.anything() } },
    ])
  })

  test('has the same status, whatever fails', async () => {
    const { time, hss, syncing, statuses } = await two()
    const same = async () => {
      const { own, others } = await statuses()
      expect(others).toEqual({ ...own, readElsewhere: true })
      return own
    }
    expect((await same()).failure).toBeNull()
    hss.failAs(({ category }) => (category === 'host' ? new HssError('forbidden', 'HSS.0010') : null))
    syncing.noteViewer(everything)
    await time.run(MINUTE)
    expect((await same()).scopes.map(({ state }) => state)).toEqual(['failing', 'idle'])
    hss.down(new HssError('untrusted', 'CERT_HAS_EXPIRED'))
    await time.run(20 * MINUTE)
    expect(await same()).toMatchObject({ failure: { code: 'CERT_HAS_EXPIRED' } })
  })

  test('passes on that a page is open', async () => {
    const { time, hss, other } = await two()
    await time.run(MINUTE)
    const before = hss.calls.length
    other.noteViewer(everything)
    await time.run(10 * SECOND)
    expect(hss.calls.length).toBeGreaterThan(before)
  })

  test('passes on "Retry now"', async () => {
    const { time, hss, syncing, other, statuses } = await two()
    hss.down(new HssError('untrusted', 'CERT_HAS_EXPIRED'))
    syncing.noteViewer(everything)
    await time.run(5 * MINUTE)
    expect((await statuses()).others.failure).not.toBeNull()
    hss.down(null)
    other.wake()
    await time.run(10 * SECOND)
    expect((await statuses()).own.failure).toBeNull()
  })
})

describe.each(ENGINES)('with %s, the lease of a killed process', (engine) => {
  const killed = async () => {
    const { start, ...rest } = await world(engine)
    const store = await openStore(rest.place)
    await createSharedState({
      key: `hss reader ${settings.region} ${credentialIdOf(settings.credentials)}`,
      owner: `killed ${settings.name}`,
      documents: { read: store.document, change: store.changeDocument },
      timing: rest.time.timing,
    }).exchange({
      syncState: {
        project: PROJECT,
        scopes: [],
        namesFailure: null,
        failure: null,
        nextAttempt: 0,
        failing: {},
      },
      wanted: { viewers: {}, retries: 0 },
    })
    await store.close()
    return { start, ...rest }
  }

  test('is that of the next one which has the same name, which knows the project before a call to IAM', async () => {
    const { time, hss, start } = await killed()
    hss.down(new HssError('network', 'ECONNREFUSED'))
    const { collector } = await start('killed')
    await time.run(0)
    expect(collector.lookUps(PROJECT)).not.toBeNull()
    await time.run(SECOND)
    expect(hss.calls).toHaveLength(1)
  })

  test('is followed by another process after 40 seconds, which answers meanwhile', async () => {
    const { time, hss, start } = await killed()
    const { collector } = await start()
    await time.run(30 * SECOND)
    expect(collector.lookUps(PROJECT)).not.toBeNull()
    expect(hss.calls).toHaveLength(0)
    await time.run(20 * SECOND)
    expect(hss.calls.length).toBeGreaterThan(0)
  })
})
