import { expect, test } from 'vitest'

import { embeddedParts } from './embed-parts.ts'

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
