import { rowAt } from '#analysis/row-set.ts'
import type { RowSet } from '#analysis/row-set.ts'
import type { NameOf } from '#analysis/word-column.ts'
import type { Change } from '#contract/changes.ts'
import type { PortHost } from '#contract/port-hosts.ts'
import { protocolOf } from '#contract/port-row.ts'
import type { PortRow } from '#contract/port-row.ts'
import { tierOf, TIERS } from '#knowledge/dangerous-ports.ts'
import type { Tier } from '#knowledge/dangerous-ports.ts'

/** A dangerous port with a protocol: its rows of both address families. */
export type Finding = {
  port: number
  protocol: string
  service: string
  /** '' where the source alone calls it dangerous. */
  tier: Tier | ''
  /** Whether it was opened or reopened since the moment that the report compares with. */
  isNew: boolean
  rows: PortRow[]
}

/** The dangerous ports among some rows: worst tier first, then new ones, then those that most servers have. */
export function findDangerous(
  set: RowSet,
  indices: Iterable<number>,
  nameOf: NameOf,
  changes: readonly Change[],
): Finding[] {
  const opened = new Set(
    changes
      .filter(({ presence }) => presence === 'opened' || presence === 'reopened')
      .map(({ port, type }) => `${port}/${type}`),
  )
  const findings = new Map<string, Finding>()
  for (const i of indices) {
    const row = rowAt(set, i)
    if (row.status !== 'danger') continue
    const { port, type } = row
    const protocol = protocolOf(type)
    const known = findings.get(`${port}/${protocol}`)
    if (known) known.rows.push(row)
    else
      findings.set(`${port}/${protocol}`, {
        port,
        protocol,
        service: nameOf(port, type),
        tier: tierOf(port, type),
        isNew: false,
        rows: [row],
      })
  }
  for (const finding of findings.values())
    finding.isNew = finding.rows.every(({ port, type }) => opened.has(`${port}/${type}`))
  return [...findings.values()].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      Number(b.isNew) - Number(a.isNew) ||
      mostServers(b) - mostServers(a) ||
      a.port - b.port,
  )
}

const rank = ({ tier }: Finding): number => (tier === '' ? TIERS.length : TIERS.indexOf(tier))
const mostServers = ({ rows }: Finding): number => Math.max(...rows.map(({ servers }) => servers))

/** Servers of a finding: how many, from and to where only the counts of its types are known, and their names where they are. */
export type FindingServers = { least: number; most: number; hosts: readonly PortHost[] }

/** The servers that have a port open with a type; null where the source does not name them, or not for free. */
export type HostsOf = ((port: number, type: string) => Promise<readonly PortHost[]>) | null

export async function serversOf({ rows }: Finding, hostsOf: HostsOf): Promise<FindingServers> {
  const counts = rows.map(({ servers }) => servers)
  const bounds = { least: Math.max(...counts), most: counts.reduce((sum, count) => sum + count, 0) }
  if (hostsOf === null) return { ...bounds, hosts: [] }
  const listed = (await Promise.all(rows.map(({ port, type }) => hostsOf(port, type)))).flat()
  if (listed.length < bounds.most) return { ...bounds, hosts: [] } // some are not named: no list is better than half of one
  const hosts = [...new Map(listed.map((host) => [`${host.hostId}/${host.containerId}`, host])).values()]
  return { least: hosts.length, most: hosts.length, hosts }
}
