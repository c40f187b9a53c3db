import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { ConfigError } from '#server/common/config-error.ts'

import { readGroups } from './groups.ts'

function file(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'openports-groups-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'groups.json')
  writeFileSync(path, text)
  return path
}

test('a user has the permissions of all their groups', () => {
  const soc = { role: 'operator', projects: '*' }
  const web = { role: 'viewer', projects: ['inventory', 'demo'] }
  const { grantsOf } = readGroups(file(JSON.stringify({ groups: { soc, web } })))
  expect(grantsOf(['web', 'staff', 'soc'])).toEqual([web, soc])
  expect(grantsOf(['staff', 'Soc', '__proto__', 'constructor'])).toEqual([])
})

test.each([
  ['no JSON', '{"groups": '],
  ['no groups', '{}'],
  ['another role', '{"groups": {"soc": {"role": "admin", "projects": "*"}}}'],
  ['no projects', '{"groups": {"soc": {"role": "viewer"}}}'],
  ['a word too many', '{"groups": {}, "group": {}}'],
])('a file with %s is refused in one line that says what to write', (_, text) => {
  const path = file(text)
  expect(() => readGroups(path)).toThrow(ConfigError)
  expect(() => readGroups(path)).toThrow(
    /^OPENPORTS_GROUPS .*cannot be used \(.+\): name a JSON file like .+$/,
  )
})

test('a file that is not there is named', () => {
  expect(() => readGroups('/nowhere/groups.json')).toThrow(/\/nowhere\/groups\.json.*ENOENT/)
})
