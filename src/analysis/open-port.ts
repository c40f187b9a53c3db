import { reachOf, REACHES } from '#contract/reach.ts'

import type { HistoryPort } from './servers-answers.ts'

/** What listens on a port of a server. */
export type PortListener = { readonly address: string; readonly path: string; readonly pid: number }

/** A port of a server by what listens on it: the broadest address decides, and gives the process. */
export function openPort(
  port: Pick<HistoryPort, 'port' | 'type' | 'firstSeen' | 'openSince'>,
  listeners: readonly PortListener[],
): HistoryPort {
  const open = listeners
    .map((listener) => ({ ...listener, reach: reachOf(listener.address) }))
    .sort(
      (a, b) =>
        REACHES.indexOf(b.reach) - REACHES.indexOf(a.reach) ||
        (a.address < b.address ? -1 : Number(a.address > b.address)),
    )
  return {
    ...port,
    reach: open[0]?.reach ?? 'one',
    addresses: [...new Set(open.map(({ address }) => address).filter((address) => address !== ''))],
    programs: [...new Set(open.map(({ path }) => path).filter((path) => path !== ''))].sort(),
    pid: open[0]?.pid ?? 0,
  }
}
