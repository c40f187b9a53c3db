import type { PortHost } from '#contract/port-hosts.ts'

import { writeCsv } from './csv.ts'

const COLUMNS: readonly (readonly [name: string, cell: (host: PortHost) => string | number])[] = [
  ['name', (host) => host.hostName],
  ['address', (host) => host.hostIp],
  ['container', (host) => host.containerName],
  ['listens_on', (host) => host.listeningAddress],
  ['port', (host) => host.port],
  ['type', (host) => host.type],
  ['pid', (host) => (host.pid > 0 ? host.pid : '')], // 0 is unknown
  ['program', (host) => host.path],
  ['enterprise_project', (host) => host.enterpriseProject],
]

/** The servers of a port as CSV, in the order given. */
export const exportHostsCsv = (hosts: readonly PortHost[]): string =>
  writeCsv(
    COLUMNS.map(([name]) => name),
    hosts.map((host) => COLUMNS.map(([, cell]) => cell(host))),
  )
