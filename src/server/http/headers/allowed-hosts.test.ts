import { expect, test } from 'vitest'

import { createAllowedHosts } from './allowed-hosts.ts'

const hosts = createAllowedHosts({ host: '127.0.0.1', port: 4040 }, ['ports.example.com', 'localhost:8080'])

test.each([
  ['127.0.0.1:4040', true, true],
  ['localhost:4040', true, true],
  ['LocalHost:4040', true, true],
  ['[::1]:4040', true, true],
  ['localhost:8080', true, true], // a tunnel's other end
  ['ports.example.com', true, false],
  ['ports.example.com:4040', false, false],
  ['evil.example', false, false],
  ['127.0.0.1', false, false],
  ['127.0.0.1:4041', false, false],
  ['127.0.0.1:4040.evil.example', false, false],
  ['127.0.0.1:4040, evil.example', false, false],
  ['', false, false],
  [null, false, false],
])('SEC-26: Host %s: known %s, loopback %s', (host, known, loopback) => {
  expect(hosts.allows(host)).toBe(known)
  expect(hosts.isLoopback(host)).toBe(loopback)
})

test('the address listened on is known, and on port 80 browsers leave the port out', () => {
  const other = createAllowedHosts({ host: '127.0.0.2', port: 80 }, [])
  for (const host of ['127.0.0.2', '127.0.0.2:80', 'localhost']) expect(other.isLoopback(host)).toBe(true)
  expect(createAllowedHosts({ host: '::1', port: 4040 }, []).allows('[::1]:4040')).toBe(true)
})
