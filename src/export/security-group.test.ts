import { expect, test } from 'vitest'

import { exportSecurityGroup } from './security-group.ts'

type Body = { security_group_rule: Record<string, string> }
const read = (text: string): Body[] => JSON.parse(text)
const rulesOf = (text: string) => read(text).map(({ security_group_rule: rule }) => rule)

test('a rule is a complete body of the API, and has no source until the user sets one', () => {
  expect(read(exportSecurityGroup({ port: 3389, type: 'TCP' }, []))).toEqual([
    {
      security_group_rule: {
        security_group_id: 'REPLACE_WITH_SECURITY_GROUP_ID',
        direction: 'ingress',
        ethertype: 'IPv4',
        protocol: 'tcp',
        multiport: '3389',
        remote_ip_prefix: 'REPLACE_WITH_IPV4_SOURCE',
        action: 'deny',
        priority: '1',
        description: 'Made by Openports',
      },
    },
  ])
})

test('sources keep access before all others lose it, in both families of an IPv6 socket', () => {
  const rules = rulesOf(exportSecurityGroup({ port: 53, type: 'UDP6' }, ['10.0.0.0/8', '2001:db8::/32']))
  expect(
    rules.map((rule) => [rule['ethertype'], rule['action'], rule['remote_ip_prefix'], rule['priority']]),
  ).toEqual([
    ['IPv4', 'allow', '10.0.0.0/8', '1'],
    ['IPv4', 'deny', '0.0.0.0/0', '2'],
    ['IPv6', 'allow', '2001:db8::/32', '1'],
    ['IPv6', 'deny', '::/0', '2'],
  ])
  for (const rule of rules) expect(rule).toMatchObject({ protocol: 'udp', multiport: '53' })
})
