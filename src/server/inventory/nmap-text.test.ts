import { expect, test } from 'vitest'

import { parseNmapText } from './nmap-text.ts'
import { fileOf, parseAll, readFixture, refusal, told } from './testing.ts'

const SCAN = readFixture('nmap.txt')
const parse = (text: string, isPartial = false) =>
  parseAll(parseNmapText, { ...fileOf(text), isPartial }).then(({ reports }) => told(reports))

const FOUND = [
  '10.0.0.1 web1.example: TCP :22, TCP :443 of nothing',
  '10.0.0.2 10.0.0.2:  of nothing',
  '10.0.0.5 10.0.0.5: TCP :6379 of nothing',
]

test('the open ports of each host that is up, whatever scripts wrote between them', async () => {
  expect(await parse(SCAN)).toEqual(FOUND)
})

test('what a terminal showed is read the same', async () => {
  const shown = `$ nmap -sV 10.0.0.0/29\n${SCAN.replace(/^# Nmap.*\n/, 'Starting Nmap 7.93 ( https://nmap.org ) at 2026-11-24 08:38 UTC\n').replace('# Nmap done at Tue Nov 24 08:38:10 2026 --', 'Nmap done:')}`
  expect(await parse(shown)).toEqual(FOUND)
})

test('hosts that are down have no ports, and those of old versions have another title', async () => {
  const old =
    'Interesting ports on db1 (10.0.0.9):\nPORT   STATE SERVICE\n22/tcp open  ssh\n\nNmap scan report for 10.0.0.8 [host down, received no-response]\n# Nmap run completed at Sat\n'
  expect(await parse(old)).toEqual(['10.0.0.9 db1: TCP :22 of nothing'])
})

test('an interrupted scan is refused, or taken without the host that it broke off at', async () => {
  const cut = SCAN.slice(0, SCAN.indexOf('6379/tcp') + 14)
  expect(await refusal(parseNmapText, fileOf(cut))).toMatch(
    /^scan, line 25: expected "Nmap done", but the file ends here: it is truncated, or the scan was interrupted; --partial/,
  )
  expect(await parse(cut, true)).toEqual(FOUND.slice(0, 2))
})

test('a second scan, and a title without an address, are refused', async () => {
  expect(await refusal(parseNmapText, fileOf(SCAN + SCAN))).toBe(
    'scan, line 30: expected one scan a file, found a second one',
  )
  expect(await refusal(parseNmapText, fileOf('Nmap scan report for web1\n'))).toBe(
    'scan, line 1: expected an IPv4 or IPv6 address, found "web1"',
  )
})
