import { protocolOf } from '#contract/port-row.ts'

import { knownService } from './well-known-names.ts'

/** The service that people expect on a port: our own tables' name, else IANA's; '' when nobody registered one. */
export type ServiceNames = { nameOf: (port: number, type: string) => string }

/**
 * IANA's service names and our own together. IANA's come in a chunk of their own (35 kB compressed), so ask
 * `knownService` for what has to be there at once. Rejects when the chunk cannot be fetched.
 */
export async function loadServiceNames(): Promise<ServiceNames> {
  const { default: iana } = await import('./iana-names.json', { with: { type: 'json' } })
  const registered = new Map([
    ['TCP', namesByPort(iana.both, iana.tcp)],
    ['UDP', namesByPort(iana.both, iana.udp)],
  ])
  return {
    nameOf: (port, type) => knownService(port, type) || (registered.get(protocolOf(type))?.get(port) ?? ''),
  }
}

/** Unpacks runs: the first port of a run, and the names of that port and the ones after it. */
function namesByPort(...packed: readonly Readonly<Record<string, string>>[]): ReadonlyMap<number, string> {
  return new Map(
    packed.flatMap((runs) =>
      Object.entries(runs).flatMap(([first, names]) =>
        names.split(' ').map((name, i) => [Number(first) + i, name] as const),
      ),
    ),
  )
}
