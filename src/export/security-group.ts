import { portRanges } from './ports.ts'
import type { Socket } from './ports.ts'

/**
 * Rules that deny the ports of the rows to a source, as JSON: a list of request bodies, each for one call of Huawei
 * Cloud's VPC API, `POST /v3/{project_id}/vpc/security-group-rules` ("Creating a Security Group Rule",
 * support.huaweicloud.com/intl/en-us/api-vpc/vpc_apiv3_0016.html).
 *
 * The group and the source are placeholders that the API refuses: which addresses lose access is a decision that
 * the user has to set, and an absent source would mean all of them. `priority` 1 is the highest of 1 to 100.
 *
 * A socket of IPv6 accepts IPv4 as well unless its program says otherwise, so TCP6 and UDP6 get a rule for each
 * family, TCP and UDP one for IPv4. Port 0, which a rule cannot name, and other protocols are left out.
 */
export function exportSecurityGroup(rows: Iterable<Socket>): string {
  const sockets = [...rows]
  const ranges = (...types: string[]) =>
    portRanges(sockets.filter(({ port, type }) => port > 0 && types.includes(type)).map(({ port }) => port))
  const rules = [
    ...ranges('TCP', 'TCP6').map((range) => denyRule('tcp', 'IPv4', range)),
    ...ranges('TCP6').map((range) => denyRule('tcp', 'IPv6', range)),
    ...ranges('UDP', 'UDP6').map((range) => denyRule('udp', 'IPv4', range)),
    ...ranges('UDP6').map((range) => denyRule('udp', 'IPv6', range)),
  ]
  return `${JSON.stringify(rules, null, 2)}\n`
}

const denyRule = (
  protocol: 'tcp' | 'udp',
  ethertype: 'IPv4' | 'IPv6',
  { from, to }: { from: number; to: number },
) => ({
  security_group_rule: {
    security_group_id: 'REPLACE_WITH_SECURITY_GROUP_ID',
    direction: 'ingress',
    ethertype,
    protocol,
    multiport: from === to ? String(from) : `${from}-${to}`,
    remote_ip_prefix: `REPLACE_WITH_${ethertype.toUpperCase()}_SOURCE`,
    action: 'deny',
    priority: '1',
    description: 'Made by Openports',
  },
})
