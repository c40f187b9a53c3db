import { compressPorts, portsOver } from './ports.ts'
import type { Socket } from './ports.ts'

/**
 * The ports of the rows as named sets, `tcp_ports` and `udp_ports`, in a table of nftables: a file for `nft -f`. It
 * holds no rule, hence changes no traffic until one uses the sets: `tcp dport @tcp_ports drop`. Rows over other
 * protocols are left out, and so is a set without ports; '' when no row remains.
 */
export function exportNftables(rows: Iterable<Socket>): string {
  const sockets = [...rows]
  const sets = (['TCP', 'UDP'] as const).flatMap((protocol) => {
    const ports = compressPorts(portsOver(protocol, sockets)).replaceAll(',', ', ')
    return ports === '' ? [] : [setOf(`${protocol.toLowerCase()}_ports`, ports)]
  })
  return sets.length === 0 ? '' : `table inet openports {\n${sets.join('\n')}}\n`
}

const setOf = (name: string, ports: string): string => `\tset ${name} {
\t\ttype inet_service
\t\tflags interval
\t\telements = { ${ports} }
\t}
`
