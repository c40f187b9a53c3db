import type { PortRow } from '#contract/port-row.ts'

/**
 * What a page must show before a job counts as done: computed from the rows here, in the plainest way, so that it
 * shares no code with the pages it judges. `ports` are the first 20 rows as `22/TCP`.
 */
export type Expected = {
  rows: number
  dangerous: number
  instances: number
  ports: string[]
  topPorts: string[]
}

/** What is asked of a page: `443` is one port, `*443` those whose digits contain it, `0-1023` a range, '' all of them. */
export type Ask = { port: string; sort: 'risk' | 'servers' | 'port'; page: number }

/** Rows a page. */
export const PAGE = 20
const TOP = 12

const SEVERITY: Record<string, number> = { danger: 3, unknown: 1, normal: 0 }

type Order = (a: PortRow, b: PortRow) => number
const byPort: Order = (a, b) => a.port - b.port || (a.type < b.type ? -1 : 1)
const byServers: Order = (a, b) => b.servers - a.servers || byPort(a, b)
const byRisk: Order = (a, b) => (SEVERITY[b.status] ?? 2) - (SEVERITY[a.status] ?? 2) || byServers(a, b)
const ORDERS: Record<Ask['sort'], Order> = { port: byPort, servers: byServers, risk: byRisk }

/** Gives what is expected of a page over some rows; each is computed once. */
export function expectations(rows: readonly PortRow[]): (ask: Ask) => Expected {
  const known = new Map<string, Expected>()
  return (ask) => {
    const key = JSON.stringify(ask)
    const expected = known.get(key) ?? expect(rows, ask)
    known.set(key, expected)
    return expected
  }
}

function expect(rows: readonly PortRow[], { port, sort, page }: Ask): Expected {
  const matching = rows.filter((row) => isAskedFor(row.port, port))
  return {
    rows: matching.length,
    dangerous: matching.filter(({ status }) => status === 'danger').length,
    instances: matching.reduce((sum, { servers }) => sum + servers, 0),
    ports: matching
      .toSorted(ORDERS[sort])
      .slice(page * PAGE, (page + 1) * PAGE)
      .map(name),
    topPorts: matching.toSorted(byServers).slice(0, TOP).map(name),
  }
}

function isAskedFor(port: number, asked: string): boolean {
  if (asked === '') return true
  if (asked.startsWith('*')) return String(port).includes(asked.slice(1))
  const [from = 0, to = from] = asked.split('-').map(Number)
  return from <= port && port <= to
}

const name = ({ port, type }: PortRow): string => `${port}/${type}`
