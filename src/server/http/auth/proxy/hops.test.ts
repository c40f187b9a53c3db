import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'

import { expect, test } from 'vitest'

import { clientOf, NO_HOPS, plainAddress, readHops } from './hops.ts'

const hops = readHops('10.0.0.7, 10.1.2.0/24,fd00:1::/64') ?? NO_HOPS

test.each([
  ['10.0.0.7', true],
  ['::ffff:10.0.0.7', true],
  ['::ffff:a00:7', true],
  ['10.0.0.8', false],
  ['10.1.2.255', true],
  ['10.1.3.0', false],
  ['fd00:1::9', true],
  ['fd00:1::9%eth0', true],
  ['fd00:1:0:1::9', false],
  ['127.0.0.1', false],
  ['::1', false],
  ['', false],
  ['ten', false],
])('%s is a trusted proxy: %s', (address, expected) => {
  expect(hops.has(address)).toBe(expected)
  expect(NO_HOPS.has(address)).toBe(false)
})

test.each(['0.0.0.0/0', '::/0', '10.0.0.0/7', 'fd00::/31', '128.0.0.0/1', '::/1'])(
  'SEC-04: %s would trust any client, and is refused',
  (list) => {
    expect(readHops(list)).toBeNull()
    expect(readHops(`10.0.0.7,${list}`)).toBeNull()
  },
)

test.each([
  '',
  ',',
  '10.0.0.7,',
  'proxy.example',
  '10.0.0.7/',
  '10.0.0.7/33',
  '10.0.0.7/8/8',
  '10.0.0.7/-8',
  '10.0.0.7/08',
  '10.0.0.7/032',
  'fd00::/064',
  '010.0.0.7',
])('%j is no list of proxies', (list) => expect(readHops(list)).toBeNull())
test.each([
  '10.0.0/24',
  '10.0.0.7/08.0',
  '*',
  '::ffff:0:0/96',
  '::ffff:10.0.0.7',
  'fe80::1%eth0',
  '10.0.0.7-9',
])('%j is no list of proxies', (list) => expect(readHops(list)).toBeNull())

test('SEC-04: no network of IPv6 holds an address of IPv4', () => {
  expect(readHops('::/64')?.has('192.0.2.1')).toBe(false)
  expect(readHops('::/64')?.has('::ffff:192.0.2.1')).toBe(false)
  expect(plainAddress('::ffff:c000:201')).toBe('192.0.2.1')
})

test.each([
  ['no proxy is trusted', '192.0.2.1', '198.51.100.9', '192.0.2.1'],
  ['a proxy says nothing', '10.0.0.7', '', '10.0.0.7'],
  ['a proxy says who', '10.0.0.7', '198.51.100.9', '198.51.100.9'],
  ['two proxies do', '10.0.0.7', '198.51.100.9, 10.1.2.3', '198.51.100.9'],
  ['the client wrote something, too', '10.0.0.7', '127.0.0.1, 10.0.0.7, 198.51.100.9', '198.51.100.9'],
  ['the client wrote a proxy', '::ffff:10.0.0.7', '203.0.113.5,198.51.100.9,10.1.2.3', '198.51.100.9'],
  ['all are proxies', '10.0.0.7', '10.1.2.3', '10.1.2.3'],
  ['it is not known', '10.0.0.7', '198.51.100.9, unknown', '10.0.0.7'],
  ['ports are added', '10.0.0.7', '198.51.100.9:4711', '198.51.100.9'],
  ['it is IPv6', '10.0.0.7', '[2001:db8::1]:4711', '2001:db8::1'],
  ['it is IPv6 without brackets', '10.0.0.7', '2001:db8::1', '2001:db8::1'],
  ['lines are hidden in it', '10.0.0.7', '198.51.100.9\r\nx', '10.0.0.7'],
])('SEC-04: where a request came from, when %s', (_, peer, forwardedFor, client) => {
  const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: peer })
  const incoming = new IncomingMessage(socket)
  incoming.headers['x-forwarded-for'] = forwardedFor
  expect(clientOf(incoming, hops)).toBe(client)
})
