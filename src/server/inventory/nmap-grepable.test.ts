import { expect, test } from 'vitest'

import { parseNmapGrepable } from './nmap-grepable.ts'
import { fileOf, parseAll, readFixture, refusal, told } from './testing.ts'

const SCAN = readFixture('nmap.gnmap')
const parse = (text: string, isPartial = false) =>
  parseAll(parseNmapGrepable, { ...fileOf(text), isPartial }).then(({ reports }) => told(reports))
const COVERED = 'TCP 22-22, TCP 80-80, TCP 443-443, UDP 161-161'

test('covers the scanned ports of hosts that have a list of ports, where -v names them', async () => {
  expect(await parse(SCAN)).toEqual([
    `10.0.0.1 web1.example: TCP :22, TCP :443 of ${COVERED}`,
    `10.0.0.2 10.0.0.2:  of ${COVERED}`,
  ])
})

test('covers nothing without -v', async () => {
  expect(await parse(SCAN.replace(/# Ports scanned.*\n/, ''))).toEqual([
    '10.0.0.1 web1.example: TCP :22, TCP :443 of nothing',
    '10.0.0.2 10.0.0.2:  of nothing',
  ])
})

test('has types by the family of the address', async () => {
  const [first] = await parse(
    SCAN.replace('10.0.0.1 (web1.example)\tPorts', '2001:DB8::1 (web1.example)\tPorts'),
  )
  expect(first).toBe(`2001:db8::1 web1.example: TCP6 :22, TCP6 :443 of ${COVERED.replaceAll('P ', 'P6 ')}`)
})

test('an interrupted scan is refused, or taken as far as it went without covering anything', async () => {
  const cut = SCAN.slice(0, SCAN.indexOf('Host: 10.0.0.2') + 9)
  expect(await refusal(parseNmapGrepable, fileOf(cut.slice(0, -9)))).toBe(
    'scan, line 4: expected "# Nmap done", but the file ends here: it is truncated, or the scan was interrupted; --partial imports the hosts that were finished',
  )
  expect(await parse(cut, true)).toEqual(['10.0.0.1 web1.example: TCP :22, TCP :443 of nothing'])
})

test("masscan's grepable output covers nothing, whatever it says", async () => {
  const masscan =
    '# Masscan 1.3.2 scan initiated Tue Nov 24 08:38:02 2026\n# Ports scanned: TCP(1;80-80) UDP(0;) SCTP(0;) PROTOCOLS(0;)\n' +
    'Timestamp: 1795490284\tHost: 10.0.0.1 ()\tPorts: 80/open/tcp//http//\nHost: 10.0.0.1 ()\tPort: 80\tService: http\tBanner: x\n'
  expect(await parse(masscan)).toEqual(['10.0.0.1 10.0.0.1: TCP :80 of nothing'])
})

test.each([
  [`${SCAN}${SCAN}`, 'line 10: expected one scan a file, found a second one'],
  [
    SCAN.replace('Host: 10.0.0.1', 'Hosts: 10.0.0.1'),
    'line 3: expected "Host: ADDRESS (NAME)", as nmap -oG writes it',
  ],
  [SCAN.replace('(3;22,80,443)', '(3;22,80443)'), 'line 2: expected "# Ports scanned: TCP(…) …"'],
  [SCAN.replace(' 443/open', ' 70000/open'), 'line 4: expected a port from 0 to 65535, found "70000"'],
])('what nmap does not write is refused, with the line', async (text, message) => {
  expect(await refusal(parseNmapGrepable, fileOf(text))).toContain(message)
})
