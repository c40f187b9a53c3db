import { expect, test } from 'vitest'

import { embeddedHost, embeddedParts } from './embed-parts.ts'

test.each([
  ['', null],
  ['?embed=false&show=table', null],
  ['?show=table', null],
  ['?embed=true', []],
  ['?embed=true&show=', []],
  ['?embed=true&show=table,search', ['search', 'table']],
  ['?embed=true&show=table&show=panel', ['table', 'panel']],
  ['?embed=true&show=all,Table,filters', ['filters']],
])('%s names %j', (address, parts) => {
  const named = embeddedParts(address)
  expect(named && [...named]).toEqual(parts)
})

test('a frame about a server has its panel, named or not', () => {
  expect(embeddedHost('?embed=true&host=srv-1')).toBe('srv-1')
  expect(embeddedParts('?embed=true&host=srv-1')).toEqual(new Set(['panel']))
  expect(embeddedParts('?embed=true&show=export&host=srv-1')).toEqual(new Set(['export', 'panel']))
  expect(embeddedHost('?embed=true&host=')).toBeNull()
})
