import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, test } from 'vitest'

import { openStore } from '#server/store/open.ts'
import { asking, ENGINES, newPlace } from '#server/store/testing/stores.ts'
import { startStandIn } from '#test/hss/stand-in.ts'
import { bundle } from '#test/server/bundle.ts'

import { readProgress } from './progress.ts'
import type { Work } from './testing/reading-process.ts'

/** Of each engine; together these are the 200 moments. */
const KILLS = 100
const ROWS = 900

let program: Awaited<ReturnType<typeof bundle>>
beforeAll(async () => {
  program = await bundle(join(import.meta.dirname, 'testing/reading-process.ts'))
})
afterAll(() => program.remove())

/** Starts a process that reads, kills it a moment after it began, and says what it complained of. */
async function readAndKill(work: Work, moment: number): Promise<string> {
  const child = spawn(process.execPath, [program.file, JSON.stringify(work)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaints = ''
  child.stderr.on('data', (part: Buffer) => (complaints += part.toString()))
  const ended = once(child, 'close')
  await Promise.race([once(child.stdout, 'data'), ended])
  await sleep(moment)
  child.kill('SIGKILL')
  await ended
  return complaints
}

// Both engines at once: while one process starts, the other reads.
test.concurrent.for(ENGINES)(
  'F35: a process that is killed while it reads, with %s, loses one page at most, and never shows a part of one snapshot with a part of another',
  { timeout: 600_000 },
  async (engine, { expect, onTestFinished }) => {
    const standIn = await startStandIn({ rows: ROWS, callsPerMinute: null })
    const { place, remove } = await newPlace(engine)
    const store = await openStore(place)
    onTestFinished(async () => {
      await store.close()
      await remove()
      await standIn.stop()
    })
    const { account, endpoints } = standIn
    const project = account.projectId
    const work: Work = { place, endpoints, keys: account.keys, projectId: project, zero: Date.now() }
    const keys = new Set(standIn.fleet('host', '0').rows.keys())
    // One page may be under way when a process is killed: asked for, and not stored.
    const asked = () => standIn.arrivals.filter(({ target }) => target.includes('category=host')).length

    const pages = new Map<number, number>()
    let wholeSeen = 0
    for (let kill = 0; kill < KILLS; kill++) {
      const before = { asked: asked(), stored: await storedPages() }
      // The first lives to see that its credential is accepted. The next would spare one that never was.
      expect(await readAndKill(work, kill === 0 ? 2_000 : Math.random() * 200)).toBe('')

      const { rows, mark } = await store.statistics(
        asking({ project, category: 'host', enterpriseProject: '0' }),
      )
      const shown = rows.map(({ port, type }) => `${port}/${type}`)
      expect(new Set(shown).size).toBe(shown.length)
      if (mark?.complete === 1) wholeSeen += 1
      expect(mark?.complete === 1 ? new Set(shown) : keys).toEqual(keys)
      expect(asked() - before.asked - ((await storedPages()) - before.stored)).toBeLessThanOrEqual(1)
    }
    expect(wholeSeen).toBeGreaterThan(0)
    expect(standIn.violations).toEqual([])

    /** Pages of hosts in the store, by what the sweeps say of themselves. Pruned ones are remembered. */
    async function storedPages(): Promise<number> {
      const sweeps = await store.sweeps.ofProject(project)
      const own = sweeps.filter(({ scope }) => scope.category === 'host')
      for (const { id, progress } of own) pages.set(id, readProgress(progress)?.state.calls ?? 0)
      return [...pages.values()].reduce((sum, calls) => sum + calls, 0)
    }
  },
)
