import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, test, vi } from 'vitest'

import { z } from '#contract/zod.ts'
import { openStore } from '#server/store/open.ts'
import { asking, ENGINES, newPlace, newScope, openTables, snapshot } from '#server/store/testing/stores.ts'
import { bundle } from '#test/server/bundle.ts'

import { AlertEvent } from './event.ts'
import type { Work } from './testing/alerting-process.ts'
import { SECRET } from './testing/message.ts'
import { startReceiver } from './testing/receiver.ts'

/** Of each engine. */
const KILLS = 25
/** Readings that one process would record. */
const READINGS = 1_000

let program: Awaited<ReturnType<typeof bundle>>
beforeAll(async () => {
  program = await bundle(join(import.meta.dirname, 'testing/alerting-process.ts'))
})
afterAll(() => program.remove())

// Both engines at once: while one process starts, the other records.
test.concurrent.for(ENGINES)(
  'F53: of processes that are killed between recording and delivery, with %s, no change is lost, and each is told under one id',
  { timeout: 300_000 },
  async (engine, { expect, onTestFinished }) => {
    const { place, remove } = await newPlace(engine)
    const store = await openStore(place)
    const receiver = await startReceiver()
    onTestFinished(async () => {
      await receiver.stop()
      await store.close()
      await remove()
    })
    const scope = newScope({ project: `killed-${engine}` })
    await store.record(scope, snapshot(0, []))
    await store.views.save(scope.project, { name: 'all', query: '' })
    const rule = {
      project: scope.project,
      name: 'all',
      view: 'all',
      causes: ['opened' as const],
      isEnabled: true,
    }
    await store.alerts.add({ ...rule, format: 'json', language: 'en', url: receiver.url, secret: SECRET })
    const newest = async () => (await store.statistics(asking(scope))).total

    const start = (first: number, last: number) => {
      const work: Work = { place, scope, first, last }
      const child = spawn(process.execPath, [program.file, JSON.stringify(work)], {
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let complaints = ''
      child.stderr.on('data', (part: Buffer) => (complaints += part.toString()))
      return { child, ended: once(child, 'close'), complaints: () => complaints }
    }
    for (let kill = 0; kill < KILLS; kill++) {
      const first = (await newest()) + 1
      const { child, ended, complaints } = start(first, first + READINGS)
      await Promise.race([once(child.stdout, 'data'), ended])
      await sleep(Math.random() * 400)
      child.kill('SIGKILL')
      await ended
      expect(complaints()).toBe('')
    }
    const recorded = await newest()
    expect(recorded).toBeGreaterThan(KILLS / 4)

    // Those that were under way are due when their lease ends, which this test does not wait for.
    const { writer, waiting, close } = await openTables(place)
    const now = new Date().toISOString()
    await waiting(() =>
      writer.updateTable('alert_message').set({ next_at: now }).where('next_at', 'is not', null).execute(),
    )
    await close()
    const last = start(recorded + 1, recorded + 1)
    const told = () => {
      const bodies = new Map<string, string>()
      for (const { headers, body } of receiver.received) {
        const id = z.string().parse(headers['webhook-id'])
        expect(bodies.get(id) ?? body).toBe(body)
        bodies.set(id, body)
      }
      return [...bodies.values()]
        .flatMap((body) => AlertEvent.parse(JSON.parse(body)).data.changes.map(({ port }) => port))
        .toSorted((a, b) => a - b)
    }
    await vi.waitFor(
      () => expect(told()).toEqual(Array.from({ length: recorded + 1 }, (_, i) => i + 1)),
      60_000,
    )
    last.child.kill('SIGKILL')
    await last.ended
  },
)
