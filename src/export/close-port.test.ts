import { expect, test } from 'vitest'

import { closePort } from './close-port.ts'

test('a port of TCP is inspected and closed on each platform', () => {
  const lines = closePort({ port: 3389, type: 'TCP6' }, [])
  expect(lines?.linux).toContain("ss -H -ltnp 'sport = :3389'")
  expect(lines?.linux).toContain('ufw deny 3389/tcp')
  expect(lines?.linux).toContain(`'rule port port="3389" protocol="tcp" reject'`)
  expect(lines?.linux).toContain('tcp dport 3389 drop')
  expect(lines?.windows).toContain('Get-NetTCPConnection -State Listen -LocalPort 3389')
  expect(lines?.windows).toContain('-Action Block -Protocol TCP -LocalPort 3389')
  expect(JSON.parse(lines?.huawei ?? '')).toHaveLength(2) // both families: the socket accepts both
})

test('a port of UDP likewise', () => {
  const lines = closePort({ port: 123, type: 'UDP' }, [])
  expect(lines?.linux).toContain("ss -H -lunp 'sport = :123'")
  expect(lines?.linux).toContain('protocol="udp"')
  expect(lines?.windows).toContain('Get-NetUDPEndpoint -LocalPort 123')
  expect(lines?.windows).toContain('-Protocol UDP')
})

test.each([
  { port: 0, type: 'TCP' },
  { port: 22, type: 'SCTP' },
  { port: 22, type: "TCP'; rm -rf /" },
])('no firewall rule names %o', (socket) => expect(closePort(socket, [])).toBeNull())

test('sources that keep access are let in before all others are blocked', () => {
  const lines = closePort({ port: 6379, type: 'TCP' }, ['10.1.0.0/16', '2001:db8::1'])
  const linux = lines?.linux ?? ''
  expect(linux.indexOf('ufw allow from 10.1.0.0/16 to any port 6379 proto tcp')).toBeGreaterThan(-1)
  expect(linux.indexOf('ufw allow from 10.1.0.0/16')).toBeLessThan(linux.indexOf('ufw deny 6379/tcp'))
  expect(linux).toContain('rule priority="-1" family="ipv6" source address="2001:db8::1" port port="6379"')
  // Each is inserted at the head of the chain, so that the last one comes first.
  expect(linux.indexOf('input tcp dport 6379 drop')).toBeLessThan(linux.indexOf('ip saddr 10.1.0.0/16 tcp'))
  expect(lines?.windows).toContain(
    '-Action Allow -Protocol TCP -LocalPort 6379 -RemoteAddress 10.1.0.0/16,2001:db8::1',
  )
  expect(lines?.windows).not.toContain('-Action Block')
})
