import { connect, createServer } from 'node:net'

import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'

import { listenOnLoopback } from '#test/loopback.ts'

import { QUEUE_LIMITS, FairQueue } from './fair-queue.ts'

const never = new Promise<never>(() => {})
const patient = () => new AbortController().signal

/** Asks in the order that is given, while another turn is under way, and tells who read in which order. */
async function orderOf(asked: readonly { subject: string; rows: number }[]): Promise<string[]> {
  const queue = new FairQueue(() => () => undefined)
  const order: string[] = []
  const first = Promise.withResolvers<void>()
  const ask = (subject: string, rows: number, read: () => Promise<void>) =>
    queue.run({ subject, rows, delivered: Promise.resolve(), signal: patient() }, read)
  const all = [ask('first', 1, () => first.promise)]
  for (const { subject, rows } of asked)
    all.push(ask(subject, rows, async () => void order.push(`${subject} ${rows}`)))
  first.resolve()
  await Promise.all(all)
  return order
}

test('identities take turns, however much one requests, and of each the smallest goes first', async () => {
  const many = Array.from({ length: 5 }, (_, i) => ({ subject: 'many', rows: 50_000 + i }))
  expect(await orderOf([...many, { subject: 'many', rows: 200 }, { subject: 'one', rows: 50_000 }])).toEqual([
    'many 200',
    'one 50000',
    ...many.map(({ rows }) => `many ${rows}`),
  ])
})

test('no request waits for more turns of another identity than there are identities', async () => {
  const asked = fc.record({ subject: fc.constantFrom('a', 'b', 'c'), rows: fc.constantFrom(200, 50_000) })
  await fc.assert(
    fc.asyncProperty(fc.array(asked, { maxLength: 12 }), async (all) => {
      const order = (await orderOf(all)).map((turn) => turn.split(' ')[0])
      expect(order).toHaveLength(all.length)
      for (const subject of new Set(order)) {
        const places = order.flatMap((one, i) => (one === subject ? [i] : []))
        const waits = places.map((place, i) => place - (places[i - 1] ?? -1) - 1)
        expect(Math.max(...waits)).toBeLessThan(3)
      }
    }),
    { numRuns: 20 },
  )
})

test('one identity has so many large answers that no client reads, and not one more; small ones go on', async () => {
  const queue = new FairQueue(() => () => undefined)
  const read = (subject: string, rows: number, signal = patient()) =>
    queue.run({ subject, rows, delivered: never, signal }, async () => 'read')
  for (let i = 0; i < QUEUE_LIMITS.large; i += 1) expect(await read('slow', 50_000)).toBe('read')
  const gone = new AbortController()
  const more = Array.from({ length: QUEUE_LIMITS.waiting }, () => read('slow', 50_000, gone.signal))
  expect(await read('slow', 50_000)).toBeNull() // too many wait
  expect(await read('other', 50_000)).toBe('read')
  gone.abort()
  expect(new Set(await Promise.all(more))).toEqual(new Set([null]))
  expect(await read('slow', 200)).toBe('read')
})

test('all connections that came during a turn are taken in before the next one begins', async () => {
  const server = createServer((socket) => void socket.destroy())
  const port = await listenOnLoopback(server)
  onTestFinished(() => void server.close())
  let taken = 0
  server.on('connection', () => (taken += 1))
  const queue = new FairQueue(() => () => undefined)
  const read = <Result>(subject: string, read: () => Promise<Result>) =>
    queue.run({ subject, rows: 50_000, delivered: Promise.resolve(), signal: patient() }, read)
  const first = read('first', async () => {
    for (let i = 0; i < 40; i += 1) connect(port, '127.0.0.1').on('error', () => {})
    await new Promise<void>((resolve) => process.nextTick(resolve)) // then they are connected, as far as the system is concerned
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200) // as a database holds this thread
  })
  const second = read('second', async () => taken)
  await first
  expect(await second).toBe(40)
})
