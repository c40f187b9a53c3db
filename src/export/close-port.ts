import { protocolOf } from '#contract/port-row.ts'

import type { Socket } from './ports.ts'
import { exportSecurityGroup } from './security-group.ts'
import { isIPv6 } from './sources.ts'

/** Where a port can be closed. */
export const PLATFORMS = ['linux', 'windows', 'huawei'] as const
export type Platform = (typeof PLATFORMS)[number]

/**
 * Remediation commands for each platform: identify the process that listens on a port, then block the port for all sources
 * but those that keep access; null for a port or a type that no firewall rule names.
 *
 * - Linux: `ss` (iproute2), then one of ufw, firewalld (rich rules, as in firewalld.richlanguage(5); of one priority those
 *   that deny come first) and nft.
 * - Windows: the NetTCPIP and NetSecurity modules of PowerShell. There a rule that blocks wins over any that allows, so that
 *   the rules that allow the port are disabled instead.
 * - Huawei Cloud: rules of a security group, as `exportSecurityGroup` writes them.
 *
 * @param sources as `readSources` reads them.
 */
export function closePort(socket: Socket, sources: readonly string[]): Record<Platform, string> | null {
  const { port, type } = socket
  const protocol = protocolOf(type)
  if (port === 0 || (protocol !== 'TCP' && protocol !== 'UDP')) return null
  const name = protocol.toLowerCase()
  const [socketsOf, endpoint] = protocol === 'TCP' ? ['-ltnp', 'TCPConnection'] : ['-lunp', 'UDPEndpoint']
  const state = protocol === 'TCP' ? ' -State Listen' : ''
  const richRule = (start: string, end: string) =>
    `sudo firewall-cmd --permanent --add-rich-rule='rule ${start}port port="${port}" protocol="${name}" ${end}'`
  const nft = (match: string, verdict: string) =>
    `sudo nft insert rule inet filter input ${match}${name} dport ${port} ${verdict}`
  return {
    linux: [
      `sudo ss -H ${socketsOf} 'sport = :${port}'`,
      '',
      '# ufw: Debian, Ubuntu',
      ...sources.map((source) => `sudo ufw allow from ${source} to any port ${port} proto ${name}`),
      `sudo ufw deny ${port}/${name}`,
      '',
      '# firewalld: openEuler, EulerOS, Red Hat',
      ...sources.map((source) =>
        richRule(
          `priority="-1" family="${isIPv6(source) ? 'ipv6' : 'ipv4'}" source address="${source}" `,
          'accept',
        ),
      ),
      richRule('', 'reject'),
      'sudo firewall-cmd --reload',
      '',
      '# nftables, with a chain inet filter input',
      nft('', 'drop'),
      ...sources.map((source) => nft(`${isIPv6(source) ? 'ip6' : 'ip'} saddr ${source} `, 'accept')), // before it
    ].join('\n'),
    windows: [
      `Get-Net${endpoint}${state} -LocalPort ${port} | Select-Object LocalAddress, OwningProcess`,
      '',
      ...(sources.length === 0
        ? [
            `New-NetFirewallRule -DisplayName 'Block ${port}/${protocol}' -Direction Inbound -Action Block -Protocol ${protocol} -LocalPort ${port}`,
          ]
        : [
            `Get-NetFirewallPortFilter -Protocol ${protocol} | Where-Object LocalPort -eq ${port} | Get-NetFirewallRule | Where-Object { $_.Direction -eq 'Inbound' -and $_.Action -eq 'Allow' } | Disable-NetFirewallRule`,
            `New-NetFirewallRule -DisplayName 'Allow ${port}/${protocol} from listed sources' -Direction Inbound -Action Allow -Protocol ${protocol} -LocalPort ${port} -RemoteAddress ${sources.join(',')}`,
          ]),
    ].join('\n'),
    huawei: exportSecurityGroup(socket, sources).trimEnd(),
  }
}
