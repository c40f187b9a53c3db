import fc from 'fast-check'
import { expect, test } from 'vitest'

import { rows } from '#analysis/testing/arbitraries.ts'

import { exportSecurityGroup } from './security-group.ts'

type Body = { security_group_rule: Record<string, string> }
const read = (text: string): Body[] => JSON.parse(text)
const rulesOf = (text: string) => read(text).map(({ security_group_rule: rule }) => rule)

test('a rule is a complete body of the API, and has no source until the user sets one', () => {
  expect(read(exportSecurityGroup([{ port: 3389, type: 'TCP' }]))).toEqual([
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

test('an IPv6 socket is denied over both families', () => {
  const rules = rulesOf(exportSecurityGroup([8000, 8001].map((port) => ({ port, type: 'UDP6' }))))
  expect(rules.map(({ ethertype, protocol, multiport }) => [ethertype, protocol, multiport])).toEqual([
    ['IPv4', 'udp', '8000-8001'],
    ['IPv6', 'udp', '8000-8001'],
  ])
})

test('the rules deny the ports of the rows and no others', () => {
  fc.assert(
    fc.property(rows, (rows) => {
      const denied = rulesOf(exportSecurityGroup(rows)).flatMap(({ protocol, ethertype, multiport = '' }) => {
        const [from = 0, to = from] = multiport.split('-').map(Number)
        return Array.from({ length: to - from + 1 }, (_, i) => `${protocol} ${ethertype} ${from + i}`)
      })
      const expected = rows
        .filter(({ port, type }) => port > 0 && type !== 'SCTP')
        .flatMap(({ port, type }) => {
          const protocol = type.slice(0, 3).toLowerCase()
          const families = type.endsWith('6') ? ['IPv4', 'IPv6'] : ['IPv4']
          return families.map((family) => `${protocol} ${family} ${port}`)
        })
      expect(denied.toSorted()).toEqual([...new Set(expected)].toSorted())
    }),
  )
})
