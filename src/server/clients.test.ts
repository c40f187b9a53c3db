import { fc } from '@fast-check/vitest'
import { expect, onTestFinished, test } from 'vitest'

import { NO_HOPS, readHops } from './access/proxy/hops.ts'
import type { Hops } from './access/proxy/hops.ts'
import { networkOf } from './clients.ts'
import { LIMITS, listen } from './listen.ts'
import type { Refused } from './refusals.ts'
import { getRequest, openSocket } from './testing/raw-http.ts'
import { REFUSING } from './testing/test-app.ts'

async function serverFor(proxies: Hops) {
  const refused: Refused[] = []
  const server = await listen(
    { host: '127.0.0.1', port: 0, proxies },
    { ...REFUSING, tell: (one) => void refused.push(one) },
    () => (_, outgoing) => void outgoing.end('well'),
    { ...LIMITS, maxClientConnections: 5 },
  )
  onTestFinished(server.stop)
  const hold = (from: string) => Promise.all(Array.from({ length: 5 }, () => openSocket(server.port, from)))
  /** Whether somebody at the address is answered. */
  const isAnswered = async (from: string): Promise<boolean> => {
    const socket = await openSocket(server.port, from)
    const said = socket.toArray().catch(() => []) // one that is reset has said nothing
    socket.write(getRequest('/', 'localhost'))
    return Buffer.concat(await said).includes('well')
  }
  return { refused, hold, isAnswered }
}

test('SEC-33: who holds as many connections as one client may keeps nobody else from having one', async () => {
  const { refused, hold, isAnswered } = await serverFor(NO_HOPS)
  const [first] = await hold('127.0.0.1')
  expect(await isAnswered('127.0.0.1')).toBe(false)
  expect(refused).toEqual([{ status: 429, reason: 'connections', address: '127.0.0.1' }])
  expect(await isAnswered('127.0.0.2')).toBe(true)
  first?.destroy()
  while (!(await isAnswered('127.0.0.1'))); // once it has seen that one is gone
})

test('a trusted proxy is no client: through it come many', async () => {
  const { hold, isAnswered } = await serverFor(readHops('127.0.0.1') ?? NO_HOPS)
  await hold('127.0.0.1')
  expect(await isAnswered('127.0.0.1')).toBe(true)
  await hold('127.0.0.2')
  expect(await isAnswered('127.0.0.2')).toBe(false)
})

test('a client has the first 64 bits of an address of IPv6, in whatever spelling', () => {
  const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }))
  const groups = (length: number) => fc.array(group, { minLength: length, maxLength: length })
  const spelled = (all: number[], digits: number) =>
    all.map((one) => one.toString(16).padStart(digits, '0')).join(':')
  const compressed = (all: number[]) => new URL(`http://[${spelled(all, 1)}]`).hostname.slice(1, -1)
  fc.assert(
    fc.property(groups(4), groups(4), groups(4), (network, one, other) => {
      fc.pre(network.some((part) => part !== 0)) // else it may be one of IPv4
      const expected = spelled(network, 1)
      expect(networkOf(spelled([...network, ...one], 4))).toBe(expected)
      expect(networkOf(compressed([...network, ...other]))).toBe(expected)
    }),
  )
})

test('a client has one address of IPv4, over whichever socket', () => {
  expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1')
  expect(networkOf('192.0.2.1')).toBe('192.0.2.1')
  expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0')
  expect(networkOf('')).toBeNull()
})
