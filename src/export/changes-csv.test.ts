import { expect, test } from 'vitest'

import { listChanges } from '#analysis/changes.ts'
import { createRowSet } from '#analysis/row-set.ts'

import { exportChangesCsv } from './changes-csv.ts'

test('a file has both sides of each change, and empty cells where there was or is no row', () => {
  const before = createRowSet(2, [
    { port: 22, type: 'TCP', servers: 5, status: 'unknown' },
    { port: 23, type: 'TCP', servers: 2, status: 'danger' },
  ])
  const after = createRowSet(2, [
    { port: 22, type: 'TCP', servers: 6, status: 'danger' },
    { port: 6379, type: 'TCP', servers: 1, status: 'danger' },
  ])
  const nameOf = (port: number) => (port === 22 ? 'SSH' : '')
  expect(exportChangesCsv(listChanges(before, after), nameOf).trim().split('\r\n')).toEqual([
    'change,port,service,type,status_before,status,servers_before,servers',
    'opened,6379,,TCP,,danger,,1',
    'risk,22,SSH,TCP,unknown,danger,5,6',
    'gone,23,,TCP,danger,,2,',
  ])
})
