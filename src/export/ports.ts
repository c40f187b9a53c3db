import type { NumberValue } from '#analysis/query/query.ts'
import { MAX_PORT, protocolOf } from '#contract/port-row.ts'
import type { PortRow } from '#contract/port-row.ts'

/** What firewalls and scanners name: a port with a type. */
export type Socket = Pick<PortRow, 'port' | 'type'>

/** Ports as the fewest ranges that hold them and no others, ascending. */
function portRanges(ports: Iterable<number>): NumberValue[] {
  const open = new Uint8Array(MAX_PORT + 1)
  for (const port of ports) open[port] = 1
  const ranges: NumberValue[] = []
  for (let from = open.indexOf(1); from !== -1;) {
    const end = open.indexOf(0, from)
    const to = end === -1 ? MAX_PORT : end - 1
    ranges.push({ from, to })
    from = open.indexOf(1, to + 1)
  }
  return ranges
}

/** Ports as people and tools write them, each once: `22,80,443,8000-8010`. The search field reads it. */
export const compressPorts = (ports: Iterable<number>): string =>
  portRanges(ports)
    .map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`))
    .join()

/** The ports of the rows over a protocol, both address families together. */
export function portsOver(protocol: 'TCP' | 'UDP', rows: Iterable<Socket>): number[] {
  const ports: number[] = []
  for (const { port, type } of rows) if (protocolOf(type) === protocol) ports.push(port)
  return ports
}
