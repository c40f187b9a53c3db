import { expect, test } from 'vitest'

import { parseNessus } from './nessus.ts'
import { fileOf, parseAll, readFixture, refusal, told } from './testing.ts'

test('a finding on a port tells that it is open, and covers nothing', async () => {
  const { reports, skipped } = await parseAll(parseNessus, fileOf(readFixture('nessus.csv')))
  expect(told(reports)).toEqual([
    '10.0.0.1 10.0.0.1: TCP :22 of nothing',
    'db1.example db1.example: UDP :161 of nothing',
  ])
  expect(skipped).toEqual(['findings without a port', 'findings without a port'])
})

test.each([
  ['Plugin ID,Host,Port\n', 'line 1: expected a column "protocol", found none'],
  ['Plugin ID,Host,Protocol,Port\n1,a,tcp,http\n', 'line 2: expected a port from 0 to 65535, found "http"'],
  ['Plugin ID,Host,Protocol,Port\n1,,tcp,80\n', 'line 2: expected a name or address as Host, found ""'],
])('what Nessus does not write is refused, with the line', async (text, message) => {
  expect(await refusal(parseNessus, fileOf(text))).toContain(message)
})
