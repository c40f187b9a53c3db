import { expect, onTestFinished, test } from 'vitest'

import { randomOf } from '#demo/random.ts'
import { openTestStore } from '#test/server/test-app.ts'

import { startCollector } from './collector.ts'
import { HssError } from './errors.ts'
import { nameOf } from './project-scopes.ts'
import { startSweep } from './sweep-state.ts'
import { nextWindow, takeWindow } from './sweep.ts'
import { createMovingSet } from './testing/moving-set.ts'
import { createSimulatedHss, settings } from './testing/simulated-hss.ts'
import { createSimulatedTime } from './testing/simulated-time.ts'

const MINUTE = 60_000

/** Scopes that stand still, by name, and how many calls it takes to read each alone. */
function quietScopes(sizes: readonly number[]) {
  const scopes = sizes.map((rows, i) => ({
    category: i % 2 === 0 ? ('host' as const) : ('container' as const),
    enterpriseProject: String(Math.floor(i / 2)),
    set: createMovingSet({ seed: `scope ${i}`, rows }),
  }))
  const calls = scopes.map(({ set }) => {
    let state = startSweep({ dangerFirst: true, previousRows: 0 })
    for (let window = nextWindow(state); window; window = nextWindow(state))
      ({ state } = takeWindow(state, set.read(window)))
    return state.calls
  })
  return { scopes, round: calls.reduce((sum, count) => sum + count, 0) }
}

async function reading(sizes: readonly number[], faultOf: () => Error | null = () => null) {
  const { scopes, round } = quietScopes(sizes)
  const store = await openTestStore()
  const time = createSimulatedTime()
  const hss = createSimulatedHss(time.timing, { seed: 'nothing', rows: 0 })
  const setOf = new Map(scopes.map((scope) => [nameOf(scope), scope.set]))
  let calls = 0
  const start = () =>
    startCollector({
      owner: 'test',
      projects: [
        { ...settings, enterpriseProjects: [...new Set(scopes.map((scope) => scope.enterpriseProject))] },
      ],
      clientOf: () => ({
        ...hss.client,
        statistics: async (request, signal) => {
          await time.timing.sleep(200, signal)
          calls += 1
          const fault = faultOf()
          if (fault) throw fault
          return setOf.get(nameOf(request))!.read(request)
        },
      }),
      store: time.heeded(store),
      timing: time.timing,
      random: () => 0.5,
      swept: () => undefined,
      report: (error) => expect(error).toBeNull(),
    })
  let collector = start()
  const stop = async () => {
    const stopped = collector.stop()
    await time.run(1_000)
    await stopped
  }
  onTestFinished(async () => {
    await stop()
    await store.close()
  })
  return {
    scopes,
    round,
    store,
    time,
    calls: () => calls,
    lookAt: (scope: { category: 'host' | 'container'; enterpriseProject: string }) =>
      collector.noteViewer({ project: settings.projectId!, ...scope }),
    stop,
    start: () => void (collector = start()),
  }
}

test('a scope with a constant viewer keeps no other from being synced', { timeout: 120_000 }, async () => {
  const { scopes, round, store, time, calls, lookAt } = await reading([
    4_000, 200, 3_000, 400, 2_000, 600, 1_000, 1_500,
  ])
  /** How many calls had been made when each scope was whole for the last time. */
  const wholeAt = new Map<string, number>()
  let readTo = ''
  const run = async (): Promise<void> => {
    lookAt(scopes[0]!)
    await time.run(12_000)
    for (const sweep of await store.sweeps.ofProject(settings.projectId!)) {
      if (sweep.ended === null || sweep.ended <= readTo) continue
      wholeAt.set(nameOf(sweep.scope), calls())
    }
    readTo = new Date(time.timing.now()).toISOString()
  }
  while (wholeAt.size < scopes.length && calls() < 3 * round) await run()
  expect(calls()).toBeLessThanOrEqual(1.3 * round)

  const begin = calls()
  while (calls() < begin + 4 * round) {
    await run()
    expect(calls() - Math.min(...wholeAt.values())).toBeLessThanOrEqual(3 * round)
  }
})

test.each(['heads', 'tails', 'edge'])(
  'F12: 4,000 rows are read in a quarter of an hour where half of the calls fail by chance (%s)',
  async (seed) => {
    const coin = randomOf(seed)
    const kinds = ['unavailable', 'network', 'timeout', 'garbled'] as const
    const { store, time } = await reading([4_000, 0], () => {
      const kind = kinds[coin.between(0, 2 * kinds.length - 1)]
      return kind === undefined ? null : new HssError(kind, 'FAILS')
    })
    await time.run(15 * MINUTE)
    const sweeps = await store.sweeps.ofProject(settings.projectId!)
    expect(sweeps.find(({ scope }) => scope.category === 'host')!.progress).toContain('"outcome":"complete"')
  },
)

test.each([
  ['to have ended while it goes on', /"phase":"\w+"/, '"phase":"ended"'],
  ['to be further than HSS answers', /"offset":\d+/, '"offset":1000000000'],
])('F37: a sweep that claims %s begins again', async (_, part, claim) => {
  const { store, time, stop, start } = await reading([900, 0])
  await time.run(1_000)
  await stop()
  const open = (await store.sweeps.ofProject(settings.projectId!)).find(({ ended }) => ended === null)!
  await store.sweeps.note(open, open.progress.replace(part, claim))
  start()
  await time.run(5 * MINUTE)
  const [last] = await store.sweeps.ofProject(settings.projectId!)
  expect(last!.id).toBeGreaterThan(open.id)
  expect(last!.progress).toContain('"outcome":"complete"')
})
