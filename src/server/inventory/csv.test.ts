import { describe, expect, test } from 'vitest'

import { parseCsv } from './csv.ts'
import { fileOf, parseAll, readFixture, refusal, sockets, told } from './testing.ts'

const EVERY = 'TCP 0-65535, TCP6 0-65535, UDP 0-65535, UDP6 0-65535'
const parse = (text: string) => parseAll(parseCsv, fileOf(text))

describe('CSV', () => {
  test.each([
    ['as it is', (text: string) => text],
    [
      'with a byte order mark and Windows line ends',
      (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`,
    ],
    ['without an end of the last line', (text: string) => text.trimEnd()],
  ])('has columns in any order, quotes and empty lines: %s', async (_, form) => {
    const { reports, skipped } = await parse(form(readFixture('fleet.csv')))
    expect(reports.map(({ key, name, address }) => [key, name, address])).toEqual([
      ['10.0.0.1', 'web1', '10.0.0.1'],
      ['10.0.0.2', '10.0.0.2', '10.0.0.2'],
      ['db1', 'db1', ''],
    ])
    expect(reports.map(sockets)).toEqual([
      ['TCP 0.0.0.0:443', 'TCP6 :::443'],
      ['UDP 127.0.0.53:53'],
      ['TCP :5432'],
    ])
    expect(reports[0]?.listeners[0]).toMatchObject({ pid: 12, path: '/opt/my "web", server' })
    expect(reports[2]?.listeners[0]).toMatchObject({ containerId: 'c0ffee', containerName: 'db' })
    expect(skipped).toEqual(['columns called "owner"'])
  })

  test('gives a whole set of each server, though its lines lie far apart and are many', async () => {
    const line = (host: string, port: number) => `${host},${port},TCP\n`
    const many = Array.from({ length: 25_000 }, (_, i) => line('big', i))
    const { reports } = await parseAll(
      parseCsv,
      fileOf(`host,port,type\n${line('small', 1)}${many.join('')}${line('small', 2)}`, '', 65_536),
    )
    expect(reports.map(({ key, covered }) => [key, covered.length])).toEqual([
      ['small', 4],
      ['big', 4],
      ['big', 0],
      ['small', 0],
    ])
    expect(reports.reduce((sum, { listeners }) => sum + listeners.length, 0)).toBe(25_002)
  })
})

describe('CSV of other tools', () => {
  test.each([',', ';', '\t', '|'])('may have %j between its values', async (mark) => {
    const { reports } = await parse(`host,port,type\n"a${mark} b",22,TCP\n`.replaceAll(',', mark))
    const name = mark === '\t' ? 'a b' : `a${mark} b` // without control characters
    expect(told(reports)).toEqual([`${name} ${name}: TCP :22 of ${EVERY}`])
  })

  test('has columns by other names, and the family of a protocol from an address', async () => {
    const { reports, skipped } = await parse(
      [
        'HostName,IP,LocalPort,Protocol,Local Address,OwningProcess,ProcessName,State,Server',
        'web1,10.0.0.1,443,tcp,::,12,nginx,LISTEN,x',
        'web1,10.0.0.1,80,6,0.0.0.0,12,nginx,open,x',
        'web1,10.0.0.1,53,UDP6,,,,,x',
        'web1,10.0.0.1,54,udp,,,,established,x',
        'web1,10.0.0.1,1,icmp,,,,,x',
        ',2001:db8::1,161,udp,,,,,x',
      ]
        .join('\n')
        .replace('HostName', 'host'),
    )
    expect(told(reports)).toEqual([
      `10.0.0.1 web1: TCP6 :::443, TCP 0.0.0.0:80, UDP6 :53 of ${EVERY}`,
      `2001:db8::1 2001:db8::1: UDP6 :161 of ${EVERY}`,
    ])
    expect(reports[0]?.listeners[0]).toMatchObject({ pid: 12, path: 'nginx' })
    expect(skipped).toEqual([
      'columns called "server"', // beside the column host
      'ports in other states than open',
      'ports of other protocols than TCP and UDP',
    ])
  })

  test('with two columns that may be the same is refused', async () => {
    expect(await refusal(parseCsv, fileOf('server,fqdn,port,type\na,b,22,TCP\n'))).toBe(
      'scan, line 1: expected each column once, found "host" twice',
    )
  })
})

describe('a malformed file is refused, with the line', () => {
  const header = 'host,address,port,type,pid,listening_address\n'
  const good = 'a,,22,TCP,,\n'
  const cases: [string, string, string][] = [
    [
      'no port column',
      'host,type\na,TCP\n',
      'scan, line 1: expected a header with the columns port, type or protocol, and host or address, found "host,type"',
    ],
    [
      'no server column',
      'port,type\n',
      'expected a header with the columns port, type or protocol, and host or address',
    ],
    [
      'a column twice',
      'host,port,type,Port\n',
      'scan, line 1: expected each column once, found "port" twice',
    ],
    ['cut off', `${header}${good}a,,2`, 'scan, line 3: expected 6 values, as in the header, found 3'],
    [
      'cut off in quotes',
      `${header}${good}"a`,
      'scan, line 3: expected a closing ", but the file ends here: it is truncated',
    ],
    ['quote inside', `${header}a"b,,22,TCP,,\n`, 'scan, line 2: expected quotes around a whole value only'],
    [
      'text after a quote',
      `${header}"a"b,,22,TCP,,\n`,
      'scan, line 2: expected quotes around a whole value only',
    ],
    [
      'port out of range',
      `${header}${good}a,,65536,TCP,,\n`,
      'scan, line 3: expected a port from 0 to 65535, found "65536"',
    ],
    [
      'port with a sign',
      `${header}a,,+1,TCP,,\n`,
      'scan, line 2: expected a port from 0 to 65535, found "+1"',
    ],
    ['other type', `${header}a,,22,SCTP,,\n`, 'expected a type (TCP, TCP6, UDP, UDP6), found "SCTP"'],
    ['no server', `${header},,22,TCP,,\n`, 'expected a host or an address, found ""'],
    [
      'bad address',
      `${header}a,10.0.0.256,22,TCP,,\n`,
      'expected an IPv4 or IPv6 address, found "10.0.0.256"',
    ],
    [
      'bad listening address',
      `${header}a,,22,TCP,,lo\n`,
      'expected an IPv4 or IPv6 address, * or nothing as listening_address, found "lo"',
    ],
    ['bad process', `${header}a,,22,TCP,-1,\n`, 'expected a process number or nothing as pid, found "-1"'],
    [
      'endless record',
      `${header}${'x'.repeat(1_100_000)}`,
      'scan, line 2: expected records of at most 1048576 characters',
    ],
    [
      'endless value',
      `${header}${'x'.repeat(5_000)},,22,TCP,,\n`,
      'scan, line 2: expected values of at most 4096 characters',
    ],
  ]
  test.each(cases)('%s', async (_, text, message) => {
    expect(await refusal(parseCsv, fileOf(text, '', 9_000))).toContain(message)
  })
})
