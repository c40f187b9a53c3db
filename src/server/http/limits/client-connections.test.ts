import { EventEmitter } from 'node:events'
import { createServer } from 'node:http'

import { expect, onTestFinished, test } from 'vitest'

import { NO_HOPS, readHops } from '#server/http/auth/proxy/hops.ts'
import type { Hops } from '#server/http/auth/proxy/hops.ts'
import { LIMITS, listen } from '#server/http/listen.ts'
import { getRequest, openSocket } from '#test/server/raw-http.ts'
import { REJECTIONS } from '#test/server/test-app.ts'

import { limitConnectionsPerClient } from './client-connections.ts'
import type { RejectedRequest } from './malformed-request.ts'

async function serverFor(proxies: Hops) {
  const refused: RejectedRequest[] = []
  const server = await listen(
    { host: '127.0.0.1', port: 0, proxies },
    { ...REJECTIONS, report: (one) => void refused.push(one) },
    () => (_, outgoing) => void outgoing.end('well'),
    { ...LIMITS, maxClientConnections: 5 },
  )
  onTestFinished(server.stop)
  const hold = (from: string) => Promise.all(Array.from({ length: 5 }, () => openSocket(server.port, from)))
  /** Whether a client at the address is answered. */
  const isAnswered = async (from: string): Promise<boolean> => {
    const socket = await openSocket(server.port, from)
    const said = socket.toArray().catch(() => []) // one that is reset has said nothing
    socket.write(getRequest('/', 'localhost'))
    return Buffer.concat(await said).includes('well')
  }
  return { refused, hold, isAnswered }
}

test('SEC-33: a client with as many connections as one may hold keeps no other from having one', async () => {
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

test('SEC-33: a network of IPv6 is one client, by any of its addresses', () => {
  // A machine has one address of its own, so the connections are not real, and nothing else hears of them.
  const server = createServer().removeAllListeners('connection')
  const refused: unknown[] = []
  limitConnectionsPerClient(
    server,
    { most: 2, proxies: NO_HOPS },
    ({ remoteAddress }) => void refused.push(remoteAddress),
  )
  const connect = (remoteAddress: string) => {
    const socket = Object.assign(new EventEmitter(), { remoteAddress })
    server.emit('connection', socket)
    return socket
  }
  const first = connect('2001:db8::1')
  connect('2001:db8:0:0:ffff::2')
  connect('2001:db8::3')
  connect('2001:db8:0:1::4')
  expect(refused).toEqual(['2001:db8::3'])
  first.emit('close')
  connect('2001:db8::3')
  expect(refused).toHaveLength(1)
})
