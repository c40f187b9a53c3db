import { MAX_PORT, protocolOf } from '#contract/port-row.ts'

import { knownService } from './well-known-names.ts'

/** The usual service of a port: the name in our own tables, else IANA's; '' if it is not registered. */
type ServiceNames = { nameOf: (port: number, type: string) => string }

/**
 * IANA's service names and our own together. IANA's come in a chunk of their own (35 kB compressed), so ask
 * `knownService` for what has to be there at once. Rejects when the chunk cannot be fetched.
 */
export async function loadServiceNames(): Promise<ServiceNames> {
  const { default: iana } = await import('./iana-names.json', { with: { type: 'json' } })
  const byProtocol = new Map([
    ['TCP', namesByPort('TCP', iana.both, iana.tcp)],
    ['UDP', namesByPort('UDP', iana.both, iana.udp)],
  ])
  return { nameOf: (port, type) => byProtocol.get(protocolOf(type))?.[port] ?? '' }
}

/** One name a port, since one is looked up for each of up to 262,144 rows. */
function namesByPort(protocol: string, ...packed: readonly Readonly<Record<string, string>>[]): string[] {
  const names = Array<string>(MAX_PORT + 1).fill('')
  for (const runs of packed)
    for (const [first, run] of Object.entries(runs))
      // the names of a port and of those after it
      run.split(' ').forEach((name, i) => (names[Number(first) + i] = name))
  return names.map((name, port) => knownService(port, protocol) || name)
}
