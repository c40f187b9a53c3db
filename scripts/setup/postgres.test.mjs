import { expect, test } from 'vitest'

import { hasPostgres } from './postgres.mjs'

const has = (program, versions = []) =>
  hasPostgres({ env: { PATH: '/usr/bin' }, versions, isProgram: (file) => file === program })

test('PostgreSQL is found on PATH, and where Debian keeps it off PATH', () => {
  expect(has('/usr/bin/initdb')).toBe(true)
  expect(has('/usr/lib/postgresql/15/bin/initdb', ['13', '15'])).toBe(true)
})

test('the client alone, or a version that was removed, is not a PostgreSQL', () => {
  expect(has('/usr/bin/psql', ['15'])).toBe(false)
})
