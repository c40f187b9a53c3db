// oxlint-disable-next-line no-restricted-imports -- a test: what a shell makes of the lines, a shell tells best
import { execFileSync } from 'node:child_process'

import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { Filter } from '#analysis/breakdown.ts'
import { parseQuery } from '#analysis/query/parse.ts'
import { createRowSet } from '#analysis/row-set.ts'
import { filter, rows } from '#analysis/testing/arbitraries.ts'

import { exportCurl } from './curl.ts'
import { hostile } from './testing.ts'

const ANY: Filter = { query: [], types: [], statuses: [] }
const view = {
  server: 'http://127.0.0.1:4040',
  scopeQuery: { project: 'demo', category: 'host', enterpriseProject: 'all_granted_eps' },
  snapshot: 9,
  filter: ANY,
  count: 3,
} as const
const row = (port: number, type: string, status: string) => ({ port, type, servers: 1, status })
const fleet = createRowSet(3, [
  row(22, 'TCP', 'unknown'),
  row(22, 'TCP6', 'danger'),
  row(53, 'UDP', 'normal'),
])
const knowledge = {
  nameOf: (port: number) => (port === 22 ? 'SSH' : ''),
  classOf: () => '',
  tierOf: () => '',
}
const read = (text: string) => {
  const parsed = parseQuery(text)
  if (!parsed.ok) throw new Error(text)
  return parsed.query
}
const ADDRESS = 'http://127.0.0.1:4040/v5/demo/asset/port/statistics'
const SCOPE = 'category=host&enterprise_project_id=all_granted_eps'

test('what the endpoint can filter is left to it', () => {
  const filter = {
    query: read('22'),
    types: ['TCP'],
    statuses: ['danger'],
  } as const
  expect(exportCurl({ ...view, filter }, fleet, knowledge)).toBe(
    '# must print 3 rows of snapshot 9: port:22\n' +
      'curl -fsS -H "X-Auth-Token: $TOKEN" ' +
      `'${ADDRESS}?${SCOPE}&port=22&type=TCP&status=danger&limit=50000&snapshot=9' | jq -c '.data_list[]'\n`,
  )
})

test.each<[string, Partial<Filter>, string]>([
  ['', { types: ['TCP', 'UDP'] }, '(.type | IN("TCP","UDP"))'],
  ['1-9', {}, '(.port >= 1 and .port <= 9)'],
  ['port:22,80*', {}, '(.port == 22 or (.port | tostring | contains("80")))'],
  ['proto:tcp -status:danger', {}, '(.type | IN("TCP","TCP6")) and ((.status | IN("danger")) | not)'],
  ['22/tcp', {}, '(.port == 22 and (.type | IN("TCP","TCP6")))'],
  ['service:ssh', {}, String.raw`("\(.port)/\(.type)" | IN("22/TCP","22/TCP6"))`],
  ['is:rare class:none', {}, '.num <= 2 and false'],
])('%s %o is picked by jq', (text, filter, condition) => {
  const lines = exportCurl({ ...view, filter: { ...ANY, ...filter, query: read(text) } }, fleet, knowledge)
  expect(lines).toContain(`| jq -c '.data_list[] | select(${condition})'\n`)
})

test('more rows than one response holds are requested in windows', () => {
  const lines = exportCurl({ ...view, count: 100_001 }, fleet, knowledge)
  expect(Array.from(lines.matchAll(/offset=(\d+)/g), ([, offset]) => offset)).toEqual(['50000', '100000'])
  expect(lines.match(/^curl /gm)).toHaveLength(3)
})

test('a shell runs curl and jq with the words that were meant, and nothing else', () => {
  fc.assert(
    fc.property(rows, filter, hostile, (rows, filter, project) => {
      const lines = exportCurl(
        { ...view, scopeQuery: { ...view.scopeQuery, project: project.toWellFormed() }, filter },
        createRowSet(rows.length, rows),
        knowledge,
      ).replaceAll('\0', '') // no argument of a program can have one
      const stubs =
        'PATH=; curl() { printf "%s\\n" "$#" "$3"; }; jq() { IFS= read -r n; IFS= read -r h; printf "%s|%s|%s|%s" "$n" "$h" "$#" "$1"; }'
      const ran = execFileSync('/bin/sh', ['-c', `${stubs}\n${lines}`], {
        env: { TOKEN: 'secret' },
        encoding: 'utf8',
      })
      expect(ran).toBe('4|X-Auth-Token: secret|2|-c')
    }),
    { numRuns: 40 },
  )
})
