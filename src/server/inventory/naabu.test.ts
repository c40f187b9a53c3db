import { expect, test } from 'vitest'

import { parseNaabu } from './naabu.ts'
import { fileOf, parseAll, readFixture, refusal, told } from './testing.ts'

test('its open ports are of the address that has them, under the name that was scanned, and cover nothing', async () => {
  const { reports } = await parseAll(parseNaabu, fileOf(readFixture('naabu.json')))
  expect(told(reports)).toEqual([
    '10.0.0.1 web1.example: TCP :22, TCP :443 of nothing',
    '10.0.0.2 10.0.0.2: UDP :161 of nothing',
  ])
})

test('older versions write the port as an object', async () => {
  const { reports } = await parseAll(
    parseNaabu,
    fileOf('{"ip":"10.0.0.1","port":{"Port":443,"Protocol":0,"TLS":false}}\n'),
  )
  expect(told(reports)).toEqual(['10.0.0.1 10.0.0.1: TCP :443 of nothing'])
})

test('a line without an address is refused', async () => {
  expect(await refusal(parseNaabu, fileOf('{"host":"a","port":443,"protocol":"tcp"}'))).toBe(
    'scan, line 1: expected an address as "ip" in the object that begins here',
  )
})
