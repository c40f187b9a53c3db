import { expect, test } from 'vitest'

import { ATTEMPT_LIMITS, createAttemptLimiter, TooManyAttempts } from './attempt-limiter.ts'

const { atOnce, every } = ATTEMPT_LIMITS
const RIGHT = 'right'

/** A limiter with a clock that a test moves on. */
function limiterWithClock() {
  let at = 0
  const looked: string[] = []
  const limiter = createAttemptLimiter(() => at)
  const send = (word: string, address = '192.0.2.1') =>
    limiter.limit(address, word, () => {
      looked.push(word)
      return Promise.resolve(word.startsWith(RIGHT) ? word : null)
    })
  const guess = async (count: number, address?: string) => {
    for (let i = 0; i < count; i++) await send(`guess ${i}`, address)
  }
  return { ...limiter, send, guess, looked, pass: (ms: number) => void (at += ms) }
}

test('a network may guess so often at once, and then once in a while, however often it tries', async () => {
  const { send, guess, looked, pass } = limiterWithClock()
  await guess(atOnce)
  for (let second = 0; second < 60; second++) {
    for (let i = 0; i < 100; i++) await send('guess').catch(() => null)
    pass(1000)
  }
  expect(looked).toHaveLength(atOnce + Math.floor(59_000 / every))
})

test('one guess too many is not checked, right or wrong, and gets how long to wait', async () => {
  const { send, guess, looked, pass } = limiterWithClock()
  await guess(atOnce)
  pass(1)
  await expect(send(RIGHT)).rejects.toMatchObject({ name: 'TooManyAttempts', wait: every - 1 })
  expect(looked).not.toContain(RIGHT)
  pass(every - 1)
  expect(await send(RIGHT)).toBe(RIGHT)
})

test('other addresses are not slowed, and a network of IPv6 is one', async () => {
  const { send, guess } = limiterWithClock()
  await guess(atOnce, '2001:db8:0:1::1')
  await expect(send(RIGHT, '2001:db8:0:1:ffff::2')).rejects.toThrow(TooManyAttempts)
  expect(await send(RIGHT, '2001:db8:0:2::1')).toBe(RIGHT)
  expect(await send(RIGHT, '192.0.2.2')).toBe(RIGHT)
})

test('a word that was right from an address is checked there, even if another client guesses beside it', async () => {
  const { send, guess } = limiterWithClock()
  await send(RIGHT)
  await guess(atOnce)
  for (let i = 0; i < 100; i++) {
    await expect(send('guess')).rejects.toThrow(TooManyAttempts)
    expect(await send(RIGHT)).toBe(RIGHT)
  }
})

test('a right word costs nothing, and does not make up for wrong ones', async () => {
  const { send } = limiterWithClock()
  for (let i = 0; i < atOnce; i++) {
    expect(await send(`${RIGHT} ${i}`)).not.toBeNull()
    expect(await send(RIGHT)).not.toBeNull()
    expect(await send(`guess ${i}`)).toBeNull()
  }
  await expect(send('guess')).rejects.toThrow(TooManyAttempts)
})

test('a word that was right and is no longer is a guess like any other', async () => {
  const limiter = createAttemptLimiter(() => 0)
  const send = (isRight: boolean) =>
    limiter.limit('192.0.2.1', 'word', () => Promise.resolve(isRight ? 'somebody' : null))
  await send(true)
  expect(await send(false)).toBeNull()
  for (let i = 0; i < atOnce; i++) await send(false)
  await expect(send(false)).rejects.toThrow(TooManyAttempts)
})

test('a program may begin with more requests at once than a client may guess', async () => {
  const { send } = limiterWithClock()
  const answers = await Promise.all(Array.from({ length: 10 * atOnce }, () => send(RIGHT)))
  expect(new Set(answers)).toEqual(new Set([RIGHT]))
})

test('as many guesses at once as one likes are no more than one after the other', async () => {
  const { send, looked } = limiterWithClock()
  const answers = await Promise.allSettled(Array.from({ length: 500 }, (_, i) => send(`guess ${i}`)))
  expect(looked).toHaveLength(atOnce)
  expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(500 - atOnce)
})
