import { describe, expect, test } from 'vitest'

import { parseSs } from './ss.ts'
import { fileOf, parseAll, readFixture, refusal, sockets } from './testing.ts'

const parse = (text: string, hostName?: string) => parseAll(parseSs, fileOf(text, hostName))

describe('a table of ss', () => {
  test('is one server, and all of it', async () => {
    const { reports } = await parse(readFixture('lab/ss-h10.txt'), 'h10')
    expect(reports).toHaveLength(1)
    expect(reports[0]).toMatchObject({ key: 'h10', name: 'h10', address: '' })
    expect(reports[0]?.covered).toContainEqual({ type: 'UDP6', from: 0, to: 65_535 })
  })

  test('may have a header, Windows line ends, no processes, zones and details', async () => {
    const { reports, passedOver } = await parse(readFixture('ss-odd.txt').replaceAll('\n', '\r\n'))
    expect(sockets(reports[0])).toEqual([
      'UDP 127.0.0.53:53',
      'UDP 0.0.0.0:68',
      'UDP6 fe80::1:546',
      'UDP6 *:5353',
      'TCP 0.0.0.0:22',
      'TCP6 *:80',
      'TCP6 ::ffff:127.0.0.1:8080',
      'TCP6 ::1:25',
    ])
    expect(reports[0]?.listeners.map(({ pid, path }) => [pid, path])).toEqual([
      [812, 'systemd-resolve'],
      [0, ''],
      [644, 'NetworkManager'],
      [700, 'avahi daemon'],
      [931, 'sshd'],
      [1201, 'nginx'],
      [0, ''],
      [0, ''],
    ])
    expect(passedOver).toEqual(['sockets of other kinds than tcp and udp', 'sockets that do not listen'])
  })

  test('holds a socket of several processes, or of several at one address and port, once', async () => {
    const line = (pid: number) =>
      `udp UNCONN 0 0 0.0.0.0:443 0.0.0.0:* users:(("quic",pid=${pid},fd=3),("quic",pid=9,fd=3))\n`
    const { reports } = await parse(line(7) + line(8))
    expect(reports[0]?.listeners).toMatchObject([{ port: 443, pid: 7, path: 'quic' }])
  })

  test('of an old ss writes * for 0.0.0.0, as the peers and the neighbours tell', async () => {
    const byPeer = 'tcp LISTEN 0 128 *:22 *:*\ntcp LISTEN 0 100 127.0.0.1:25 *:*\n'
    expect(sockets((await parse(byPeer)).reports[0])).toEqual(['TCP 0.0.0.0:22', 'TCP 127.0.0.1:25'])
    const byNeighbour = 'tcp LISTEN 0 128 *:22 *:*\ntcp LISTEN 0 128 :::22 :::*\n'
    expect(sockets((await parse(byNeighbour)).reports[0])).toEqual(['TCP 0.0.0.0:22', 'TCP6 :::22'])
  })

  test('with a header alone is a server on which nothing listens', async () => {
    const { reports } = await parse(
      'Netid State Recv-Q Send-Q Local Address:Port Peer Address:Port Process\n',
      '10.0.0.5',
    )
    expect(reports).toMatchObject([{ key: '10.0.0.5', address: '10.0.0.5', listeners: [] }])
  })
})

describe('a malformed table is refused, with the line', () => {
  const good = 'tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:*\n'
  const columns = 'expected the columns of ss -tulpn (Netid State Recv-Q Send-Q Local:Port Peer:Port Process)'
  const cases: [string, string, string][] = [
    [
      'cut off',
      `${good}tcp LISTEN 0 128 0.0.0.0:2`,
      `scan, line 2: ${columns}, found "tcp LISTEN 0 128 0.0.0.0:2"`,
    ],
    [
      'cut off in processes',
      `${good}udp UNCONN 0 0 [::]:53 [::]:* users:(("dns",pid=1,`,
      'scan, line 2: expected users:(("NAME",pid=NUMBER,fd=NUMBER),…), found',
    ],
    [
      'names of ports',
      'tcp LISTEN 0 128 0.0.0.0:ssh 0.0.0.0:*',
      'line 1: expected a port from 0 to 65535 (the option -n of ss leaves ports as numbers), found "ssh"',
    ],
    ['port out of range', 'tcp LISTEN 0 128 0.0.0.0:65536 0.0.0.0:*', 'expected a port from 0 to 65535'],
    [
      'names of addresses',
      'tcp LISTEN 0 128 localhost:22 0.0.0.0:*',
      'expected an IPv4 or IPv6 address or *, found "localhost"',
    ],
    ['other text', `${good}\nlisten to this\n`, `scan, line 3: ${columns}, found "listen to this"`],
    [
      'endless line',
      `${good}${'x'.repeat(70_000)}`,
      'scan, line 2: expected lines of at most 65536 characters',
    ],
    ['terminal codes', 'tcp LISTEN 0 128 \u001b[2J:22 0.0.0.0:*', 'found "\\u001b2J"'],
  ]
  test.each(cases)('%s', async (_, text, message) => {
    expect(await refusal(parseSs, fileOf(text, 'h1', 9_000))).toContain(message)
  })
})
