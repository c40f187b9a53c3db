import { expect, test } from 'vitest'

import { detectFormat } from './detect.ts'
import { parsePowerShell } from './powershell.ts'
import { fileOf, fixtureBytes, parseAll, refusal, told } from './testing.ts'

const parse = (content: string | Uint8Array) =>
  parseAll(parsePowerShell, fileOf(content)).then(({ reports }) => told(reports))

test('Windows PowerShell writes UTF-16, a line of its own, and the separator of its country', async () => {
  const bytes = fixtureBytes('powershell.csv')
  expect(detectFormat(bytes, 'scan')).toBe('PowerShell')
  expect(await parse(bytes)).toEqual([
    'h1 h1: TCP6 :::135, TCP 0.0.0.0:3389, UDP 0.0.0.0:123, UDP6 fe80::1c0f:6a3b:1900 of TCP 0-65535, TCP6 0-65535, UDP 0-65535, UDP6 0-65535',
  ])
})

test('a file of one transport covers that one', async () => {
  expect(
    await parse('"InstanceID","LocalAddress","LocalPort","OwningProcess"\n"x","0.0.0.0","53","9"\n'),
  ).toEqual(['h1 h1: UDP 0.0.0.0:53 of UDP 0-65535, UDP6 0-65535'])
})

test('rows of Invoke-Command are of the computers that they come from', async () => {
  const text = 'LocalAddress,LocalPort,State,PSComputerName\n::,135,Listen,win1\n::,445,2,win2\n'
  expect(await parse(text)).toEqual([
    'win1 win1: TCP6 :::135 of TCP 0-65535, TCP6 0-65535',
    'win2 win2: TCP6 :::445 of TCP 0-65535, TCP6 0-65535',
  ])
})

test.each([
  ['LocalAddress,LocalPort\n::,135\n', 'line 1: expected a column State, which tells TCP from UDP'],
  [
    'LocalAddress,LocalPort,State\n*,135,Listen\n',
    'line 2: expected an IPv4 or IPv6 address as LocalAddress, found "*"',
  ],
  [
    'LocalAddress,LocalPort,State\n::,rpc,Listen\n',
    'line 2: expected a port from 0 to 65535 as LocalPort, found "rpc"',
  ],
  ['LocalAddress,LocalPort,State\n::,1,Established\n', 'expected sockets that listen, found none'],
])('what tells no listener is refused, with the line', async (text, message) => {
  expect(await refusal(parsePowerShell, fileOf(text))).toContain(message)
})
