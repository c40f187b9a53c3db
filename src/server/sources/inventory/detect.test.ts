import { gzipSync } from 'node:zlib'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { detectFormat } from './detect.ts'
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
])('%s is known by its beginning: %s', (format, name) => {
  const text = readFixture(name)
  expect(detect(text)).toBe(format)
  expect(detect(`\uFEFF${text}`)).toBe(format)
  expect(detect(`\r\n${text}`)).toBe(format)
})

describe('formats are not confused', () => {
  const word = fc.stringMatching(/^[a-z0-9 .:/<>{}[\]",-]{0,30}$/)

  test('whatever a value says', () => {
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
    fc.assert(
      fc.property(word, fc.nat(65_535), (value, port) => {
        expect(detect(`host,port,type,path\na,${port},TCP,${quoted(value)}\n`)).toBe('csv')
        expect(detect(`${quoted('host')},type,port\n${quoted(value)},TCP,${port}\n`)).toBe('csv')
        expect(detect(JSON.stringify([{ path: value, port }]))).toBe('osquery')
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
        expect(found).toMatch(/^(nmap|ss|osquery|csv|scan: [^\n]+)$/)
      }),
    )
  })
})

const KNOWN = 'nmap XML (-oX), the text of ss -tulpn, osquery JSON, or CSV with a header'

test.each([
  ['', `scan: is empty: expected ${KNOWN}`],
  [' \n', `scan: is empty: expected ${KNOWN}`],
  [gzipSync('<nmaprun>'), 'scan: is gzip-compressed: unpack it first with gunzip'],
  [Buffer.from('\uFEFF[{}]', 'utf16le'), 'scan: is UTF-16 text: save it as UTF-8'],
  ['SQLite format 3\0', `scan: is a binary file: expected ${KNOWN}`],
  ['<html>', "scan: is XML, but not nmap's: expected <nmaprun> at the top, as nmap -oX writes it"],
  ['# Nmap 7.93 scan initiated', "scan: is nmap's text for people: expected its XML, from nmap -oX"],
  [
    'LISTEN 0 128 0.0.0.0:22 0.0.0.0:*',
    'scan: has no column Netid, so TCP and UDP look the same: run ss -tulpn, with both -t and -u',
  ],
  ['port;type\n22;TCP', `scan: begins with "port;type": expected ${KNOWN}`],
])('what is none of them says so: %j', (content, message) => {
  expect(() => detect(content)).toThrow(message)
})
