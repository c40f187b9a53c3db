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
    const { reports, skipped } = await parse(readFixture('ss-odd.txt').replaceAll('\n', '\r\n'))
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
    expect(skipped).toEqual(['sockets of other kinds than tcp and udp', 'sockets that do not listen'])
  })

  test('may be indented, as in a note that it was copied to', async () => {
    const { reports } = await parse(readFixture('ss-odd.txt').replaceAll(/^/gm, '    '))
    expect(reports[0]?.listeners).toHaveLength(8)
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

  test('of a desktop, with one port on * and on [::], keeps both', async () => {
    const rows = 'udp UNCONN 0 0 *:5353 *:*\nudp UNCONN 0 0 [::]:5353 [::]:*\n'
    const expected = ['UDP6 *:5353', 'UDP6 :::5353']
    const open = async (text: string) =>
      sockets((await parse(text)).reports[0]).filter((s) => s.endsWith('5353'))
    expect(await open(`${rows}udp UNCONN 0 0 0.0.0.0:68 0.0.0.0:*\n`)).toEqual(expected)
    expect(await open(`${rows}udp UNCONN 0 0 127.0.0.1:68 0.0.0.0:*\n`)).toEqual(expected)
    expect(await open(`${rows}raw UNCONN 0 0 0.0.0.0:1 0.0.0.0:*\n`)).toEqual(expected)
    expect(
      await open(`Netid State Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n${rows}`),
    ).toEqual(expected)
    expect(await open(rows.replace('*:*', '*:* ino:1 sk:1 v6only:0 <->'))).toEqual(expected)
  })

  test('of CentOS 7 and older is known by what only they write', async () => {
    const star = 'tcp LISTEN 0 128 *:22 *:*'
    const ports = async (text: string) => sockets((await parse(text)).reports[0])
    expect(await ports(`${star} users:(("sshd",1231,3))\n`)).toEqual(['TCP 0.0.0.0:22'])
    expect(await ports(`${star}\ntcp LISTEN 0 100 ::1:25 :::*\n`)).toEqual(['TCP 0.0.0.0:22', 'TCP6 ::1:25'])
    expect(await ports(`${star}\ntcp LISTEN 0 128 [::]:22 [::]:*\n`)).toEqual([
      'TCP 0.0.0.0:22',
      'TCP6 :::22',
    ])
    expect(await ports(`??? UNCONN 0 0 :::58 :::*\n${star}\n`)).toEqual(['TCP 0.0.0.0:22'])
    expect(await ports('tcp UNCONN 0 0 *:68 *:*\ntcp UNCONN 0 0 127.0.0.1:323 *:*\n')).toEqual([
      'UDP 0.0.0.0:68',
      'UDP 127.0.0.1:323',
    ])
  })

  test('may tell processes without pid=, as versions before 2015 do', async () => {
    const { reports } = await parse(
      'tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:(("sshd",1231,3),("sshd",7,3))\n',
    )
    expect(reports[0]?.listeners).toMatchObject([{ port: 22, pid: 1231, path: 'sshd' }])
  })

  test.each([
    ['deploy@web-1:~$ ss -tulpn', 'deploy@web-1:~$ '],
    ['[root@web1 ~]# ss -lntup', '[root@web1 ~]# exit'],
    ['$ sudo ss -tulpn', '$'],
    ['┌──(kali㉿kali)-[~/scans]\n└─$ ss -ntplu', '┌──(kali㉿kali)-[~/scans]\n└─$ '],
    ['(venv) me@box:/srv/app# ss -tulpn', 'bash-5.1# '],
    ['❯ ss -tulpn', 'me@box ~ % '],
    ['➜  ~ ss -tulpn', '➜  ~ '],
    ['C:\\Users\\me>ssh web1 ss -tulpn', 'C:\\Users\\me>'],
    ['10:15:01 me@web1 ~/app (main *) $ ss -tulpn', '10:15:20 me@web1 ~/app (main *) $'],
    [
      'Last login: Mon Jan  1 from 10.0.0.9\n$ hostname\nweb1\n$ sudo ss -tulpn\n[sudo] password for me: ',
      '$ exit\nlogout\nConnection to web1 closed.',
    ],
    ['web1 | CHANGED | rc=0 >>', '$ '],
    ['$ ss -tulpn | grep 9999\n$ sudo ss -tulpn\n[sudo] password for me: ', '$ ss -tulpn | grep 9999\n$ '],
    [
      '\u001b[?2004h\u001b]0;me@web1: ~\u0007me@web1:~$ ss -tulpn\r\n\u001b[?2004l\r',
      '\u001b[?2004h\u001b]0;me@web1: ~\u0007me@web1:~$ exit\nScript done on 2024-01-01',
    ],
  ])('may stand between prompts of a shell, which are counted: %s', async (before, after) => {
    const { reports, skipped } = await parse(`${before}\n${readFixture('ss-odd.txt')}\n${after}\n`)
    expect(reports[0]?.listeners).toHaveLength(8)
    expect(skipped).toContain('lines of a shell')
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
  const header = 'Netid State Recv-Q Send-Q Local Address:Port Peer Address:Port\n'
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
    [
      'two tables',
      `${header}${good}\n${header}${good}`,
      'scan, line 4: expected one table per file, found a second one: use one file per server, named after the server',
    ],
    [
      'two tables without headers, between prompts',
      `a$ ss -tulpn\n${good}b$ ss -tulpn\n${good}`,
      'scan, line 4: expected one table per file',
    ],
    [
      '* that may be IPv4 or IPv6',
      'udp UNCONN 0 0 [::]:5353 [::]:*\nudp UNCONN 0 0 *:5353 *:*\n',
      'scan, line 2: expected a table that tells IPv4 from IPv6, found "*:5353" and no 0.0.0.0: run ss -tulpne and keep its header',
    ],
    [
      '* among lines of two versions',
      `${good}tcp LISTEN 0 128 *:80 *:*\ntcp LISTEN 0 100 127.0.0.1:25 *:*\n`,
      'scan, line 3: expected the lines of one version of ss, found addresses written otherwise than on line 1',
    ],
    [
      '* of a version that wrote it for both families',
      'tcp LISTEN 0 128 *:22 *:*\ntcp LISTEN 0 128 *:22 *:*\nudp UNCONN 0 0 127.0.0.1:323 *:*\nudp UNCONN 0 0 [::1]:323 *:*\n',
      'scan, line 1: expected a table that tells IPv4 from IPv6',
    ],
    [
      'two tables, the second without Netid',
      `a$ ss -tulpn\n${good}a$ ssh b ss -lntp\nState Recv-Q Send-Q Local Address:Port\n`,
      'scan, line 4: expected one table per file',
    ],
    [
      'some lines of a table',
      `a$ ss -tulpn | grep 80\n${good}a$\n`,
      'scan, line 1: expected the whole table, as ss -tulpn alone shows it, found "a$ ss -tulpn | grep 80"',
    ],
    [
      'some lines of a table and its header',
      `$ sudo ss -tulpn | egrep 'Netid|80'\n[sudo] password for me: \n${header}${good}`,
      'scan, line 1: expected the whole table',
    ],
    [
      'begun before what is left of it',
      `ISTEN 0 128 0.0.0.0:80 0.0.0.0:*\n${good}`,
      `scan, line 1: ${columns}, found "ISTEN 0 128 0.0.0.0:80 0.0.0.0:*"`,
    ],
    [
      'no table',
      'a$ ss -tulpn\nCannot open netlink socket\n',
      `scan, line 2: ${columns}, found "Cannot open`,
    ],
    ['terminal codes', 'tcp LISTEN 0 128 \u0007:22 0.0.0.0:*', 'found "\\u0007"'],
  ]
  test.each(cases)('%s', async (_, text, message) => {
    expect(await refusal(parseSs, fileOf(text, 'h1', 9_000))).toContain(message)
  })
})
