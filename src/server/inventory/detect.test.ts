import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { detectFormat } from './detect.ts'
import type { Format } from './detect.ts'
import { FORMATS } from './formats.ts'
import { readFixture } from './testing.ts'

const detect = (content: string | Uint8Array) =>
  detectFormat(typeof content === 'string' ? new TextEncoder().encode(content) : content, 'scan')

test.each([
  ['nmap', 'lab/tcp.xml'],
  ['nmap', 'lab/udp.xml'],
  ['ss', 'lab/ss-h1.txt'],
  ['ss', 'ss-odd.txt'],
  ['osquery', 'osquery.json'],
  ['osquery', 'osquery-fleet.json'],
  ['osquery', 'osquery-log.json'],
  ['csv', 'fleet.csv'],
  ['masscan XML', 'masscan.xml'],
  ['masscan JSON', 'masscan.json'],
  ['masscan list', 'masscan.list'],
  ['nmap -oG', 'nmap.gnmap'],
  ['nmap -oN', 'nmap.txt'],
  ['naabu', 'naabu.json'],
  ['Nessus', 'nessus.csv'],
  ['netstat', 'netstat-linux.txt'],
  ['netstat', 'netstat-busybox.txt'],
  ['netstat', 'netstat-windows.txt'],
  ['netstat', 'netstat-macos.txt'],
  ['netstat', 'netstat-freebsd.txt'],
  ['lsof', 'lsof.txt'],
])('%s is known by its beginning: %s', (format, name) => {
  const text = readFixture(name)
  expect(detect(text)).toBe(format)
  expect(detect(`\uFEFF${text}`)).toBe(format)
  expect(detect(`\r\n${text}`)).toBe(format)
})

test('a log of changes of osquery is known, to be told why it is not enough', () => {
  expect(detect('{"name":"ports","hostIdentifier":"a","columns":{"port":"22"},"action":"added"}\n')).toBe(
    'osquery',
  )
})

describe('formats are not confused', () => {
  const word = fc.stringMatching(/^[a-z0-9 .:/<>{}[\]",-]{0,30}$/)

  test('whatever a value says', () => {
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
    fc.assert(
      fc.property(word, fc.nat(65_535), (value, port) => {
        expect(detect(`host,port,type,path\na,${port},TCP,${quoted(value)}\n`)).toBe('csv')
        expect(detect(`${quoted('host')},type,port\n${quoted(value)},TCP,${port}\n`)).toBe('csv')
        expect(detect(JSON.stringify([{ path: value, port, family: 2 }]))).toBe('osquery')
        expect(detect(`tcp LISTEN 0 128 *:${port} *:* users:(("${value}",pid=1,fd=1))\n`)).toBe('ss')
        expect(
          detect(`<?xml version="1.0"?>\n<!-- ${value.replaceAll('-', '')} -->\n<nmaprun args="x">`),
        ).toBe('nmap')
      }),
    )
  })

  test('every sequence of bytes has a format or one sentence', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        let found = ''
        try {
          found = detect(bytes)
        } catch (error) {
          found = error instanceof Error ? error.message : ''
        }
        expect(found in FORMATS || /^scan: [^\n]+$/.test(found)).toBe(true)
      }),
    )
  })
})

const KNOWN =
  'a format of docs/importing.md, such as nmap XML (-oX), the text of ss -tulpn, or CSV with a header'

test.each([
  ['', `scan: is empty: expected ${KNOWN}`],
  [' \n', `scan: is empty: expected ${KNOWN}`],
  ['SQLite format 3\0', `scan: is a binary file: expected ${KNOWN}`],
  ['<report/>', "scan: is XML, but not nmap's: expected <nmaprun> at the top, as nmap -oX writes it"],
  [
    '[{"id": 7}]',
    "scan: is JSON, but not osquery's: expected rows of listening_ports with port, protocol and family",
  ],
  ['{}', "scan: is JSON, but not osquery's"],
  ['{"url": "https://a.example", "host": "10.0.0.1", "port": "443"}', "scan: is JSON, but not osquery's"],
  ['{"ip": 167772161, "port": 443, "transport": "tcp"}', "scan: is JSON, but not osquery's"],
  ['[sudo] password for me: \nNothing', 'scan: begins with "Nothing"'],
  [
    'LISTEN 0 128 0.0.0.0:22 0.0.0.0:*',
    'scan: has no column Netid, so TCP and UDP look the same: run ss -tulpn, with both -t and -u',
  ],
  ['name;kind\n22;TCP', `scan: begins with "name;kind": expected ${KNOWN}`],
])('what is none of them says so: %j', (content, message) => {
  expect(() => detect(content)).toThrow(message)
})

const AS_CSV = 'not supported yet; turn it into CSV, see docs/importing.md'
const AS_OSQUERY_JSON = 'expected its JSON, from osqueryi --json'
const OSQUERY = 'not supported; use osqueryi --json "select * from listening_ports"'

const utf16 = (text: string) => Buffer.from(text, 'utf16le')

test.each<[string, string | Uint8Array]>([
  ['is a ZIP archive: unpack it first', 'PK\u0003\u0004\u0014'],
  ['is xz-compressed: unpack it first with unxz', new Uint8Array([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0])],
  ['is UTF-16 text: save it as UTF-8', utf16('<?xml version="1.0"?>')],
  ['is UTF-16 text: save it as UTF-8', utf16('Netid State').swap16()],
  [
    "is masscan's binary output: not supported; masscan --readscan FILE -oL LIST makes a list of it",
    'masscan/1.1.02\ns:1454720430',
  ],
  [`is a list of addresses and ports: ${AS_CSV}`, '10.0.0.1:22\n10.0.0.1:80\n'],
  [`is a list of addresses and ports: ${AS_CSV}`, 'Open [fe80::1]:22\n'],
  [`is osquery's table: ${AS_OSQUERY_JSON}`, '+-----+------+\n| pid | port |\n+-----+------+\n'],
  [`is osquery's table: ${AS_OSQUERY_JSON}`, 'pid|port|protocol|family|address\n1|22|6|2|0.0.0.0\n'],
  [`is osquery's table: ${AS_OSQUERY_JSON}`, 'pid,port,protocol,family,address\n1,22,6,2,0.0.0.0\n'],
  [`is Nessus' XML: ${AS_CSV}`, '<?xml version="1.0" ?>\n<NessusClientData_v2>\n<Policy>'],
  [
    "is a report of Fleet's: not supported yet; save what jq '.results[] | .columns + {host_display_name: .host_name}' prints of it",
    '{"query_id":3,"results":[{"host_id":1,"host_name":"web1","columns":{"port":"22","family":"2"}}]}',
  ],
  [
    "is fleetctl's JSON: not supported yet; save what jq '.rows[]' prints of it",
    '{"host":"web1","rows":[{"port":"22","family":"2"}]}\n',
  ],
  ['is HTML: import the file that it was made from', '<!DOCTYPE html>\n<html>'],
  [
    `is a table of sockets: ${OSQUERY}`,
    'USER     COMMAND    PID   FD PROTO  LOCAL ADDRESS         FOREIGN ADDRESS\n',
  ],
])('what people feed is named with what to do instead: %s', (message, content) => {
  expect(() => detect(content)).toThrow(`scan: ${message}`)
})

test.each<[Format, string | Uint8Array]>([
  [
    'masscan XML',
    '<?xml version="1.0"?>\r\n<!-- masscan v1.0 scan -->\r\n<nmaprun scanner="masscan" start="1">',
  ],
  ['masscan JSON', '{"ip":"10.0.0.1","timestamp":"1","port":80,"proto":"tcp","rec_type":"status"}'],
  ['masscan list', 'open tcp 80 10.0.0.1 1454720430\n'],
  ['masscan list', 'Discovered open port 80/tcp on 10.0.0.1\n'],
  [
    'nmap -oG',
    '# Masscan 1.3.2 scan initiated Thu Mar 30 2023\n# Ports scanned: TCP(1;80)\nTimestamp: 1\tHost: 10.0.0.1 ()\tPorts: 80/open/tcp////\n',
  ],
  ['nmap -oN', '$ nmap 10.0.0.1\n\nStarting Nmap 7.93 ( https://nmap.org ) at 2023-01-01\n'],
  [
    'netstat',
    '[root@web1 ~]# netstat -tulpn\nAktive Internetverbindungen (Nur Server)\nudp6  0  0 :::123  :::*\n',
  ],
  [
    'netstat',
    '\r\n活动连接\r\n\r\n  协议  本地地址          外部地址        状态           PID\r\n  TCP    0.0.0.0:135            0.0.0.0:0              LISTENING       888\r\n',
  ],
  ['netstat', utf16('\uFEFF\r\nActive Connections\r\n')],
  ['lsof', 'sshd 812 root 3u IPv4 1 0t0 TCP *:22 (LISTEN)\n'],
  [
    'PowerShell',
    utf16(
      '\uFEFF#TYPE Microsoft.Management.Infrastructure.CimInstance\r\n"LocalAddress";"LocalPort";"State"\r\n',
    ),
  ],
  ['csv', 'hostname;LocalAddress;LocalPort;protocol\n'],
  ['csv', 'ip\tport\tproto\n'],
])('%s is known by its beginning, also without what usually comes first', (format, content) => {
  expect(detect(content)).toBe(format)
})

test('a table of ss is known after the prompt of a shell', () => {
  expect(detect('[me@web1 ~]$ ss -tulpn\nNetid State Recv-Q\n')).toBe('ss')
  expect(detect('┌──(me㉿kali)-[~]\n└─$ ss -Htulpn\ntcp LISTEN 0 128 *:22 *:*\n')).toBe('ss')
  expect(detect('$ sudo ss -Htulpn\n[sudo] password for me: \ntcp LISTEN 0 128 *:22 *:*\n')).toBe('ss')
})

test('a table of ss is known by its header, whatever was on the screen before', () => {
  expect(detect('Last login: Mon\n$ hostname\nweb1\n$ ss -tulpn\nNetid State Recv-Q\n')).toBe('ss')
  expect(detect('\u001b[?2004l\r\u001b[1mNetid State Recv-Q\u001b[0m\r\n')).toBe('ss')
  expect(() => detect('<pre>\nNetid State Recv-Q\n</pre>')).toThrow('scan: is XML')
})
