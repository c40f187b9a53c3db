import { expect, test } from 'vitest'

import { negotiateEncoding } from './content-encoding.ts'

test.each([
  ['gzip, deflate, br, zstd', 'br'], // a browser
  ['gzip, deflate', 'gzip'],
  ['gzip;q=0.8, zstd;q=0.9, br;q=0.1', 'zstd'],
  ['GZIP', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0', 'identity'],
  ['*', 'br'],
  ['*;q=0.5, br;q=0', 'zstd'],
  ['*;q=0', 'identity'],
  ['gzip;q=0.5, *;q=0', 'gzip'],
  ['identity', 'identity'],
  ['identity, gzip', 'gzip'],
  ['identity;q=1, gzip;q=0.5', 'identity'],
  ['identity;q=0, gzip;q=0.1', 'gzip'],
  ['identity;q=0', 'identity'],
  ['deflate', 'identity'],
  ['', 'identity'],
  [undefined, 'identity'],
])('Accept-Encoding: %s gets %s', (header, coding) => {
  expect(negotiateEncoding(header, ['br', 'zstd', 'gzip'])).toBe(coding)
})

test('of what there is, never what there is not', () => {
  expect(negotiateEncoding('br, gzip;q=0.1', ['gzip'])).toBe('gzip')
  expect(negotiateEncoding('br', [])).toBe('identity')
})
