import { expect, test } from 'vitest'

import { parseNetstat } from './netstat.ts'
import { fileOf, parseAll, readFixture, refusal, told } from './testing.ts'

const ALL = 'TCP 0-65535, TCP6 0-65535, UDP 0-65535, UDP6 0-65535'

test.each([
  [
    'netstat-linux.txt',
    'TCP 127.0.0.1:6379, TCP 0.0.0.0:22, TCP6 :::22, TCP6 :::443, UDP 127.0.0.53:53, UDP 0.0.0.0:68, UDP6 fe80::42:aff:fe00:1:546',
  ],
  ['netstat-busybox.txt', 'TCP 0.0.0.0:80, TCP6 :::80, UDP 0.0.0.0:5353'],
  [
    'netstat-windows.txt',
    'TCP 0.0.0.0:135, TCP 0.0.0.0:3389, TCP6 :::135, UDP 0.0.0.0:123, UDP6 ::1:1900, UDP6 fe80::1c0f:6a3b:1900',
  ],
  // An address that netstat cuts off to fit its column is left out.
  [
    'netstat-macos.txt',
    'TCP6 *:5000, TCP6 :::22, TCP 0.0.0.0:22, TCP 127.0.0.1:631, TCP6 ::1:631, UDP 0.0.0.0:5353, UDP6 :123',
  ],
  ['netstat-freebsd.txt', 'TCP 0.0.0.0:22, TCP6 :::22, UDP 0.0.0.0:514, UDP6 fe80::1:123'],
])(
  '%s: sockets that listen are the whole set of the server that the file is named after',
  async (name, listed) => {
    const { reports } = await parseAll(parseNetstat, fileOf(readFixture(name)))
    expect(told(reports)).toEqual([`h1 h1: ${listed} of ${ALL}`])
  },
)

test('processes are known where the table has them', async () => {
  const [linux] = (await parseAll(parseNetstat, fileOf(readFixture('netstat-linux.txt')))).reports
  expect(linux?.listeners.slice(0, 4).map(({ pid, path }) => [pid, path])).toEqual([
    [901, 'redis-server 12'],
    [812, 'sshd: /usr/sbin'],
    [812, 'sshd: /usr/sbin'],
    [0, ''],
  ])
  const [windows] = (await parseAll(parseNetstat, fileOf(readFixture('netstat-windows.txt')))).reports
  expect(windows?.listeners.map(({ pid }) => pid)).toEqual([888, 1012, 888, 1200, 3000, 3000])
})

test('what is no listener of TCP or UDP is counted', async () => {
  const { skipped } = await parseAll(parseNetstat, fileOf(readFixture('netstat-busybox.txt')))
  expect(skipped).toEqual(['sockets that do not listen', 'sockets of other kinds than tcp and udp'])
})

test('a table of one transport covers that one', async () => {
  const { reports } = await parseAll(parseNetstat, fileOf('tcp  0  0 0.0.0.0:22  0.0.0.0:*  LISTEN\n'))
  expect(told(reports)).toEqual(['h1 h1: TCP 0.0.0.0:22 of TCP 0-65535, TCP6 0-65535'])
})

test('Windows in another language and encoding, with the names of programs (-b)', async () => {
  const text =
    '\r\n\xbb\xee\xb6\xaf\xc1\xac\xbd\xd3\r\n\r\n  \xd0\xad\xd2\xe9  \xb1\xbe\xb5\xd8\r\n' +
    '  TCP    0.0.0.0:135     0.0.0.0:0      ABH\xd6REN         888\r\n  RpcSs\r\n [svchost.exe]\r\n' +
    '  UDP    0.0.0.0:123     *:*                            1200\r\n'
  const { reports } = await parseAll(parseNetstat, fileOf(Buffer.from(text, 'latin1')))
  expect(told(reports)).toEqual([`h1 h1: TCP 0.0.0.0:135, UDP 0.0.0.0:123 of ${ALL}`])
  expect(reports[0]?.listeners.map(({ pid }) => pid)).toEqual([888, 1200])
})

test('NetBSD and OpenBSD list IPv6 apart', async () => {
  const heading = 'Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)\n'
  const text = `Active Internet connections (including servers)\n${heading}tcp 0 0 *.22 *.* LISTEN\nActive Internet6 connections (including servers)\n${heading}tcp6 0 0 *.22 *.* LISTEN\n`
  const { reports } = await parseAll(parseNetstat, fileOf(text))
  expect(told(reports)).toEqual(['h1 h1: TCP 0.0.0.0:22, TCP6 :::22 of TCP 0-65535, TCP6 0-65535'])
})

const LINUX = readFixture('netstat-linux.txt')
test.each([
  ['$ netstat -tulpn | grep 22\ntcp 0 0 0.0.0.0:22 0.0.0.0:* LISTEN\n', 'line 1: expected the whole table'],
  [`${LINUX}$ netstat -tulpn\n${LINUX}`, 'expected one table per file, found a second one'],
  [`${LINUX.replace(/\n.*exit/, '')}${LINUX}`, 'expected one table per file, found a second one'],
  [
    'Active Internet connections (w/o servers)\n',
    'line 1: expected sockets that listen, which netstat lists with -a',
  ],
  ['Active Internet connections\n', 'line 1: expected sockets that listen, which netstat lists with -a'],
  [
    'tcp 0 0 10.0.0.1:22 10.0.0.9:5 ESTABLISHED\n',
    'line 1: expected sockets that listen, found none: run netstat',
  ],
  [
    'tcp 0 0 0.0.0.0:ssh 0.0.0.0:* LISTEN\n',
    'line 1: expected a port from 0 to 65535 (the option -n of netstat leaves ports as numbers), found "ssh"',
  ],
  [
    LINUX.replace(/\nudp .*/, '\nnonsense'),
    'line 8: expected the columns of netstat (protocol, local address, foreign address, state), found "nonsense"',
  ],
])('a table that is not whole is refused, with the line: %j', async (text, message) => {
  expect(await refusal(parseNetstat, fileOf(text))).toContain(message)
})
