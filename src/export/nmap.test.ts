import { expect, test } from 'vitest'

import { exportNmap } from './nmap.ts'

const tcp = (port: number) => ({ port, type: 'TCP' })

test.each([
  [[], ''],
  [[{ port: 9, type: 'SCTP' }], ''],
  [[tcp(80), { port: 80, type: 'TCP6' }, tcp(22)], '-p T:22,80'],
  [[{ port: 53, type: 'UDP' }], '-p U:53'],
  [
    [tcp(8000), { port: 161, type: 'UDP6' }, tcp(8001), tcp(22), { port: 53, type: 'UDP' }],
    '-p T:22,8000-8001,U:53,161',
  ],
])('%# gives the option', (rows, option) => expect(exportNmap(rows)).toBe(option))
