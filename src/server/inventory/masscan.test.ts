import { expect, test } from 'vitest'

import { parseMasscanJson, parseMasscanList } from './masscan.ts'
import { parseNmap } from './nmap.ts'
import { fileOf, parseAll, readFixture, refusal, told } from './testing.ts'

const FOUND = ['10.0.0.1 10.0.0.1: TCP :22, TCP :443 of nothing', '10.0.0.2 10.0.0.2: UDP :161 of nothing']

test.each([
  ['JSON', parseMasscanJson, 'masscan.json'],
  ['list', parseMasscanList, 'masscan.list'],
])(
  'the open ports in its %s are of the addresses that have them, and cover nothing',
  async (_, parse, name) => {
    const { reports } = await parseAll(parse, fileOf(readFixture(name)))
    expect(told(reports)).toEqual(FOUND)
  },
)

test('its XML says the same, a host each time that it finds a port', async () => {
  const { reports } = await parseAll(parseNmap, fileOf(readFixture('masscan.xml')))
  expect(told(reports)).toEqual([
    '10.0.0.1 10.0.0.1: TCP :22 of nothing',
    FOUND[1],
    '10.0.0.1 10.0.0.1: TCP :443 of nothing',
    '10.0.0.1 10.0.0.1: TCP :22 of nothing',
  ])
})

test('lines of JSON and the lines of a terminal are read as well, without closed ports and other protocols', async () => {
  const line = (status: string, proto = 'tcp', port = 80) =>
    JSON.stringify({ ip: '2001:DB8::1', timestamp: '1', port, proto, rec_type: 'status', data: { status } })
  const json = [line('open'), line('closed', 'tcp', 81), line('open', 'sctp')].join('\n')
  const { reports, skipped } = await parseAll(parseMasscanJson, fileOf(json))
  expect(told(reports)).toEqual(['2001:db8::1 2001:db8::1: TCP6 :80 of nothing'])
  expect(skipped).toEqual(['open sctp ports'])
  const shown = await parseAll(
    parseMasscanList,
    fileOf('Discovered open port 53/udp on 10.0.0.1     \nclosed tcp 81 10.0.0.1 1\n'),
  )
  expect(told(shown.reports)).toEqual(['10.0.0.1 10.0.0.1: UDP :53 of nothing'])
})

test.each([
  [
    parseMasscanJson,
    '[{"ip": "10.0.0.1", "ports": [{"port": 80}]}]',
    'line 1: expected a protocol as "ports.0.proto"',
  ],
  [
    parseMasscanJson,
    '[{"ip": "10.0.0", "ports": [{"port": 80, "proto": "tcp"}]}]',
    'line 1: expected an IPv4 or IPv6 address, found "10.0.0"',
  ],
  [
    parseMasscanJson,
    '[{"ip": "10.0.0.1", "ports": [{"port": 80, "proto": "tcp"}]}\n',
    'line 2: expected ], but the file ends here: it is truncated',
  ],
  [
    parseMasscanList,
    '#masscan\nopen tcp 65536 10.0.0.1 1\n',
    'line 2: expected a port from 0 to 65535, found "65536"',
  ],
  [
    parseMasscanList,
    '#masscan\nopen tcp 80\n',
    'line 2: expected "open PROTOCOL PORT ADDRESS TIME", as masscan -oL writes it, found "open tcp 80"',
  ],
])('what it does not write is refused, with the line', async (parse, text, message) => {
  expect(await refusal(parse, fileOf(text))).toContain(message)
})
