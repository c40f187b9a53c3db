import { expect, test } from 'vitest'

import { parseLsof } from './lsof.ts'
import { fileOf, parseAll, readFixture, refusal, told } from './testing.ts'

const TABLE = readFixture('lsof.txt')
const FOUND = 'h1 h1: UDP 127.0.0.53:53, TCP 0.0.0.0:22, TCP6 :::22, TCP 10.0.0.1:80, UDP6 :::5353'

test('the listeners of root and others are the whole set of the server that the file is named after', async () => {
  const { reports, skipped } = await parseAll(parseLsof, fileOf(TABLE))
  expect(told(reports)).toEqual([`${FOUND} of TCP 0-65535, TCP6 0-65535, UDP 0-65535, UDP6 0-65535`])
  expect(reports[0]?.listeners[3]).toMatchObject({ pid: 900, path: 'nginx m' })
  expect(skipped).toEqual(['sockets that do not listen', 'sockets that do not listen'])
})

test('without a process of root, lsof has not seen all: the table covers nothing', async () => {
  const { reports } = await parseAll(parseLsof, fileOf(TABLE.replaceAll('root', '  me')))
  expect(told(reports)).toEqual([`${FOUND} of nothing`])
})

test.each([
  [
    TABLE.replace('*:22', '*:ssh'),
    'line 3: expected a port from 0 to 65535 (the option -P of lsof leaves ports as numbers), found "ssh"',
  ],
  [
    TABLE.replace('10.0.0.1:80', 'web1:80'),
    'line 5: expected an IPv4 or IPv6 address or * (the option -n of lsof leaves addresses as they are), found "web1"',
  ],
  [TABLE + TABLE, 'line 9: expected one table per file, found a second one'],
  [
    `${TABLE}nonsense\n`,
    'line 9: expected the columns of lsof -nP -i (COMMAND PID USER FD TYPE DEVICE SIZE/OFF NODE NAME), found "nonsense"',
  ],
])('what lsof -nP -i does not write is refused, with the line', async (text, message) => {
  expect(await refusal(parseLsof, fileOf(text))).toContain(message)
})
