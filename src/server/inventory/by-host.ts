import { EVERY_PORT } from '#server/store/coverage.ts'
import type { Coverage, HostReport, Listener } from '#server/store/types.ts'

import { listenerKey } from './sockets.ts'

/** One line of a table of listeners. `listener` is null where the line tells of the server alone. */
export type HostLine = { key: string; name: string; address: string; listener: Listener | null }

const HELD = 20_000 // listeners; some 10 MB

/**
 * Gathers the lines of a table into reports of servers. All lines of a server in one table are its whole set, in
 * any order: its first report covers every port, and later ones add to it. A table that tells no whole sets
 * covers nothing (`covers` empty).
 *
 * Holds the listeners of a part of the table and the keys of all its servers.
 */
export async function* byHost(
  lines: AsyncIterable<HostLine> | Iterable<HostLine>,
  covers: readonly Coverage[] = EVERY_PORT,
): AsyncGenerator<HostReport> {
  const reported = new Set<string>()
  let hosts = new Map<string, { line: HostLine; listeners: Map<string, Listener> }>()
  let held = 0

  function* reports(): Generator<HostReport> {
    for (const [key, { line, listeners }] of hosts) {
      const { name, address } = line
      const covered = reported.has(key) ? [] : covers
      yield { key, name, address, listeners: [...listeners.values()], covered }
      reported.add(key)
    }
    hosts = new Map()
    held = 0
  }

  for await (const line of lines) {
    const host = hosts.get(line.key) ?? { line, listeners: new Map<string, Listener>() }
    hosts.set(line.key, host)
    if (line.listener === null) continue
    const key = listenerKey(line.listener)
    if (!host.listeners.has(key)) host.listeners.set(key, line.listener)
    if (++held >= HELD) yield* reports()
  }
  yield* reports()
}
