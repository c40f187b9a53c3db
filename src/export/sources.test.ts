import { expect, test } from 'vitest'

import { readSources } from './sources.ts'

test('addresses and networks of both families are sources', () => {
  expect(readSources('10.0.0.0/8, 192.168.1.5 2001:db8::/32\n::1，10.0.0.0/8')).toEqual({
    sources: ['10.0.0.0/8', '192.168.1.5', '2001:db8::/32', '::1'],
    wrong: [],
  })
})

test('nothing else is, least of all a command', () => {
  for (const text of [
    '256.1.1.1',
    '10.0.0.0/33',
    'bastion',
    '$(reboot)',
    "';reboot;'",
    '10.0.0',
    ':',
    '::/129',
  ])
    expect(readSources(text).sources).toEqual([])
})
