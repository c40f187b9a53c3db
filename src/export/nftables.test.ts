import { expect, test } from 'vitest'

import { exportNftables } from './nftables.ts'

test('the ports are sets by protocol', () => {
  const rows = [
    { port: 22, type: 'TCP' },
    { port: 8000, type: 'TCP' },
    { port: 8001, type: 'TCP6' },
    { port: 53, type: 'UDP' },
  ]
  expect(exportNftables(rows)).toBe(`table inet openports {
	set tcp_ports {
		type inet_service
		flags interval
		elements = { 22, 8000-8001 }
	}

	set udp_ports {
		type inet_service
		flags interval
		elements = { 53 }
	}
}
`)
})

test('a set needs ports, and a table needs sets', () => {
  expect(exportNftables([{ port: 53, type: 'UDP' }])).not.toContain('tcp_ports')
  expect(exportNftables([{ port: 9, type: 'SCTP' }])).toBe('')
})
