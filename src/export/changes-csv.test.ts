import { expect, test } from 'vitest'

import type { Change } from '#contract/changes.ts'

import { exportChangesCsv } from './changes-csv.ts'
import type { ChangesCsvWords } from './changes-csv.ts'

const WORDS: ChangesCsvWords = {
  change: 'Change',
  port: 'Port',
  service: 'Service',
  type: 'Type',
  statusBefore: 'Risk before',
  status: 'Risk',
  serversBefore: 'Servers before',
  servers: 'Servers',
  serversBy: {
    opened: 'Servers: opened',
    firstRead: 'Servers: first read',
    closed: 'Servers: closed',
    noLongerRead: 'Servers: no longer read',
  },
  closedAt: 'Last closed',
  kinds: {
    opened: 'Opened',
    reopened: 'Reopened',
    relabelled: 'Risk changed',
    servers: 'Server count changed',
    firstRead: 'First read',
    closed: 'Closed',
    noLongerRead: 'No longer read',
  },
  statusOf: (status) => status.toUpperCase(),
}

test('a file has both sides of each change in the words of the page, and empty cells where there was or is no row', () => {
  const nothing = { before: null, after: null, presence: null, status: null, servers: {}, closedAt: null }
  const changes: Change[] = [
    {
      ...nothing,
      port: 22,
      type: 'TCP',
      before: { servers: 5, status: 'unknown' },
      after: { servers: 6, status: 'danger' },
      status: 'relabelled',
      servers: { opened: 1, firstRead: 2, closed: -2 },
    },
    {
      ...nothing,
      port: 6379,
      type: 'TCP',
      after: { servers: 1, status: 'danger' },
      presence: 'reopened',
      servers: { opened: 1 },
      closedAt: '2026-11-24T12:00:00.000Z',
    },
    {
      ...nothing,
      port: 23,
      type: 'TCP',
      before: { servers: 2, status: 'danger' },
      presence: 'noLongerRead',
      servers: { noLongerRead: -2 },
    },
  ]
  const nameOf = (port: number) => (port === 22 ? 'SSH' : '')
  expect(exportChangesCsv(changes, nameOf, WORDS).trim().split('\r\n')).toEqual([
    'Change,Port,Service,Type,Risk before,Risk,Servers before,Servers,Servers: opened,Servers: first read,Servers: closed,Servers: no longer read,Last closed',
    '"Risk changed",22,SSH,TCP,UNKNOWN,DANGER,5,6,1,2,-2,,',
    'Reopened,6379,,TCP,,DANGER,,1,1,,,,2026-11-24T12:00:00.000Z',
    '"No longer read",23,,TCP,DANGER,,2,,,,,-2,',
  ])
})
