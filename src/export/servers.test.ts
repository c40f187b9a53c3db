import { expect, test } from 'vitest'

import type { Server } from '#contract/servers.ts'

import { exportServersCsv, exportServersJson } from './servers.ts'
import type { ServersCsvWords } from './servers.ts'

const WORDS: ServersCsvWords = {
  name: 'Name',
  container: 'Container',
  address: 'Address',
  enterpriseProject: 'Enterprise project',
  open: 'Open',
  dangerous: 'Dangerous',
  worst: 'Worst tier',
  opened: 'New',
  reach: { loopback: 'Loopback only', one: 'One address', all: 'All addresses' },
  firstSeen: 'First seen',
  lastSeen: 'Last seen',
  tierOf: (tier) => tier.toUpperCase(),
  projectOf: (id) => (id === '0' ? 'Default' : id),
}

const jump: Server = {
  id: 'h-1',
  enterpriseProject: '0',
  name: '=cmd|jump',
  containerId: '',
  containerName: '',
  addresses: ['10.2.0.14', '2001:db8::1'],
  open: 12,
  dangerous: 2,
  matching: 1,
  worstTier: 'control',
  opened: null,
  reach: { loopback: 4, one: 1, all: 7 },
  firstSeen: '2026-11-01T00:00:00.000Z',
  lastSeen: '2026-12-01T00:00:00.000Z',
  isStale: false,
}
const quiet: Server = { ...jump, id: 'h-2', name: 'web-01', dangerous: 0, worstTier: null, opened: 0 }

test('a CSV file has the words of the page, no formula, and nothing where nothing is known', () => {
  expect(exportServersCsv([jump, quiet], WORDS).replace('\uFEFF', '').split('\r\n')).toEqual([
    'Name,Container,Address,Enterprise project,Open,Dangerous,Worst tier,New,Loopback only,One address,All addresses,First seen,Last seen',
    '\'=cmd|jump,,"10.2.0.14 2001:db8::1",Default,12,2,CONTROL,,4,1,7,2026-11-01T00:00:00.000Z,2026-12-01T00:00:00.000Z',
    'web-01,,"10.2.0.14 2001:db8::1",Default,12,0,,0,4,1,7,2026-11-01T00:00:00.000Z,2026-12-01T00:00:00.000Z',
    '',
  ])
})

test('a JSON file reads back as its servers, and its stamp says what they are', () => {
  const scopeQuery = { project: 'demo', category: 'host', enterpriseProject: '0' } as const
  const madeAt = new Date('2026-12-01T03:04:05Z')
  const stamp = { scopeQuery, snapshot: null, query: 'risk:danger', madeAt, from: null, unknown: ['9d2a'] }
  expect(JSON.parse(exportServersJson(stamp, [jump, quiet]))).toEqual({
    stamp: {
      scope: scopeQuery,
      snapshot: null,
      query: 'risk:danger',
      openedSince: null,
      unknown: ['9d2a'],
      counts: { servers: 2 },
      madeAt: '2026-12-01T03:04:05.000Z',
    },
    servers: [jump, quiet],
  })
})
