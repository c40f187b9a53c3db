import { protocolOf } from '#contract/port-row.ts'

import type { Socket } from './ports.ts'
import { exportSecurityGroup } from './security-group.ts'

/** Where a port can be closed. */
export const PLATFORMS = ['linux', 'windows', 'huawei'] as const
export type Platform = (typeof PLATFORMS)[number]

/**
 * Remediation commands for each platform: identify the process that listens on a port, then block the port for all
 * sources; null for a port or a type that no firewall rule names. They deny: the user adds the sources that may still reach the port.
 *
 * - Linux: `ss` (iproute2), then one of ufw, firewalld (a rich rule, as in firewalld.richlanguage(5)) and nft.
 * - Windows: the NetTCPIP and NetSecurity modules of PowerShell.
 * - Huawei Cloud: rules of a security group, as `exportSecurityGroup` writes them.
 */
export function closePort({ port, type }: Socket): Record<Platform, string> | null {
  const protocol = protocolOf(type)
  if (port === 0 || (protocol !== 'TCP' && protocol !== 'UDP')) return null
  const name = protocol.toLowerCase()
  const [socketsOf, endpoint] = protocol === 'TCP' ? ['-ltnp', 'TCPConnection'] : ['-lunp', 'UDPEndpoint']
  const state = protocol === 'TCP' ? ' -State Listen' : ''
  return {
    linux: [
      `sudo ss -H ${socketsOf} 'sport = :${port}'`,
      '',
      '# ufw: Debian, Ubuntu',
      `sudo ufw deny ${port}/${name}`,
      '',
      '# firewalld: openEuler, EulerOS, Red Hat',
      `sudo firewall-cmd --permanent --add-rich-rule='rule port port="${port}" protocol="${name}" reject'`,
      'sudo firewall-cmd --reload',
      '',
      '# nftables, with a chain inet filter input',
      `sudo nft insert rule inet filter input ${name} dport ${port} drop`,
    ].join('\n'),
    windows: [
      `Get-Net${endpoint}${state} -LocalPort ${port} | Select-Object LocalAddress, OwningProcess`,
      '',
      `New-NetFirewallRule -DisplayName 'Block ${port}/${protocol}' -Direction Inbound -Action Block -Protocol ${protocol} -LocalPort ${port}`,
    ].join('\n'),
    huawei: exportSecurityGroup([{ port, type }]).trimEnd(),
  }
}
