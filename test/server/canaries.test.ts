import { randomBytes } from 'node:crypto'

import { expect, test } from 'vitest'

import { leaksIn } from './canaries.ts'

const secret = randomBytes(20).toString('hex')
const leaks = (text: string) => leaksIn(text, { secret })

test.each([
  ['as it is', secret],
  ['in a text', `token ${secret}, refused`],
  ['in base64', Buffer.from(secret).toString('base64')],
  ['in base64 with a byte before it', Buffer.from(`:${secret}`).toString('base64')],
  ['in base64 with two', Buffer.from(`ab${secret}c`).toString('base64')],
  ['in hex', Buffer.from(secret).toString('hex').toUpperCase()],
  ['the first half', secret.slice(0, 20)],
  ['the second half', secret.slice(20)],
])('SEC-16: a secret is found %s', (_, text) => expect(leaks(text)).toEqual(['secret']))

test('nothing is found where nothing is', () => {
  expect(leaks(randomBytes(10_000).toString('hex'))).toEqual([])
})
