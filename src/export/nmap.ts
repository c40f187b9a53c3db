import { compressPorts, portsOver } from './ports.ts'
import type { Socket } from './ports.ts'

/**
 * nmap's option for the ports of the rows: `-p T:22,80,U:53`. A scan of both needs `-sS` (or `-sT`) and `-sU` beside
 * it. Rows over other protocols are left out; '' when no row remains.
 */
export function exportNmap(rows: Iterable<Socket>): string {
  const sockets = [...rows]
  const parts = (['TCP', 'UDP'] as const).flatMap((protocol) => {
    const ports = compressPorts(portsOver(protocol, sockets))
    return ports === '' ? [] : [`${protocol.charAt(0)}:${ports}`]
  })
  return parts.length === 0 ? '' : `-p ${parts.join()}`
}
