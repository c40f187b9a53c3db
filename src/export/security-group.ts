import type { Socket } from './ports.ts'
import { isIPv6 } from './sources.ts'

/**
 * Rules that keep a port open to some sources alone, as JSON: a list of request bodies, each for one call of Huawei
 * Cloud's VPC API, `POST /v3/{project_id}/vpc/security-group-rules` ("Creating a Security Group Rule",
 * support.huaweicloud.com/intl/en-us/api-vpc/vpc_apiv3_0016.html).
 *
 * The group is a placeholder that the API refuses, and so is the source of the rules that deny where no source keeps access:
 * which addresses lose it is a decision that the user has to set. `priority` 1 is the highest of 1 to 100.
 *
 * A socket of IPv6 accepts IPv4 as well unless its program says otherwise, so TCP6 and UDP6 get a rule for each
 * family, TCP and UDP one for IPv4.
 *
 * @param sources addresses and networks that keep access; those of a family that the socket has not are left out.
 */
export function exportSecurityGroup({ port, type }: Socket, sources: readonly string[]): string {
  const protocol = type.startsWith('UDP') ? 'udp' : 'tcp'
  const families = type.endsWith('6') ? (['IPv4', 'IPv6'] as const) : (['IPv4'] as const)
  const rules = families.flatMap((ethertype) => {
    const rule = { direction: 'ingress', ethertype, protocol, multiport: String(port) }
    const own = sources.filter((source) => isIPv6(source) === (ethertype === 'IPv6'))
    const everyone = ethertype === 'IPv6' ? '::/0' : '0.0.0.0/0'
    const denied = sources.length === 0 ? `REPLACE_WITH_${ethertype.toUpperCase()}_SOURCE` : everyone
    return [
      ...own.map((source) => ({ ...rule, remote_ip_prefix: source, action: 'allow', priority: '1' })),
      { ...rule, remote_ip_prefix: denied, action: 'deny', priority: sources.length === 0 ? '1' : '2' },
    ]
  })
  const bodies = rules.map((rule) => ({
    security_group_rule: {
      security_group_id: 'REPLACE_WITH_SECURITY_GROUP_ID',
      ...rule,
      description: 'Made by Openports',
    },
  }))
  return `${JSON.stringify(bodies, null, 2)}\n`
}
