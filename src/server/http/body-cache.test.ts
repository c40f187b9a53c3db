import { setImmediate } from 'node:timers/promises'

import { expect, test } from 'vitest'

import { BodyCache, CACHE_LIMITS } from './body-cache.ts'
import type { Body } from './body-cache.ts'

const body = (length: number): Body => ({ bytes: new Uint8Array(length), encoding: 'zstd' })

/** Keeps a body, until the cache knows what it weighs. */
async function keep(cache: BodyCache, key: string, length: number): Promise<void> {
  cache.keep(key, Promise.resolve(body(length)))
  await setImmediate()
}

test('a body is found from the moment at which it begins to be made', async () => {
  const cache = new BodyCache()
  const making = Promise.withResolvers<Body>()
  cache.keep('key', making.promise)
  expect([cache.has('key'), cache.has('other'), cache.find('other')]).toEqual([true, false, undefined])
  const found = cache.find('key')
  making.resolve(body(9))
  expect((await found)?.bytes.length).toBe(9)
})

test('one that could not be made is made again', async () => {
  const cache = new BodyCache()
  cache.keep('key', Promise.reject(new Error('no memory')))
  await expect(cache.find('key')).rejects.toThrow('no memory')
  expect(cache.has('key')).toBe(false)
})

test('the least recently used make room, and there is never more than the limit', async () => {
  const cache = new BodyCache()
  const length = CACHE_LIMITS.body - CACHE_LIMITS.overhead
  const most = Math.floor(CACHE_LIMITS.bytes / CACHE_LIMITS.body)
  for (let i = 0; i <= most; i++) {
    await keep(cache, `${i}`, length)
    void cache.find('0')
  }
  const kept = Array.from({ length: most + 1 }, (_, i) => cache.has(`${i}`))
  expect(kept).toEqual(kept.map((_, i) => i !== 1))
})

test('one too large is sent, not kept, and takes no room from others', async () => {
  const cache = new BodyCache()
  for (const [key, length] of [
    ['small', 10],
    ['large', CACHE_LIMITS.body + 1],
  ] as const) {
    await keep(cache, key, length)
  }
  expect([cache.has('small'), cache.has('large')]).toEqual([true, false])
})
