import { expect, test } from 'vitest'

import { exportHostsCsv } from './hosts-csv.ts'

test('SEC-18: a file of servers has a line each, and no formula', () => {
  const host = {
    hostId: '',
    hostName: '=cmd()',
    hostIp: '10.0.0.1',
    listeningAddress: '0.0.0.0',
    port: 22,
    type: 'TCP',
    status: 'unknown',
    pid: 7,
    path: '-x,y',
    containerId: '',
    containerName: '',
    enterpriseProject: '0',
  }
  const csv = exportHostsCsv([host])
  expect(csv).toBe(
    '\uFEFFname,address,container,listens_on,port,type,pid,program,enterprise_project\r\n' +
      `'=cmd(),10.0.0.1,,0.0.0.0,22,TCP,7,"'-x,y",0\r\n`,
  )
})
