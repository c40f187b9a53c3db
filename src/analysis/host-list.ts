import type { PortHost } from '#contract/port-hosts.ts'
import { protocolOf } from '#contract/port-row.ts'

/** What servers can be sorted by. */
export type HostColumn = 'name' | 'address' | 'program'
export type HostOrder = { by: HostColumn; descending: boolean }

/** The file name of the listening program; '' if unknown. A path of Windows begins with a drive or two backslashes. */
export const programOf = ({ path }: Pick<PortHost, 'path'>): string =>
  path.split(/^(?:[A-Za-z]:\\|\\\\)/.test(path) ? '\\' : '/').at(-1) ?? ''

/** What a server is called in a list: its container where it is one, else its name, else its address. */
export const hostLabel = ({ containerName, hostName, hostIp }: PortHost): string =>
  containerName || hostName || hostIp

/** Each server, or container, once, of its entries over one protocol: with all addresses that it listens on there. */
export function oneOfEach(hosts: readonly PortHost[], protocol: string): PortHost[] {
  const found = new Map<string, PortHost>()
  for (const host of hosts) {
    if (protocolOf(host.type) !== protocol) continue
    const key = `${host.hostId}/${host.containerId}`
    const known = found.get(key)
    found.set(
      key,
      known === undefined
        ? host
        : { ...known, listeningAddress: `${known.listeningAddress}, ${host.listeningAddress}` },
    )
  }
  return [...found.values()]
}

/** The servers in which every word of a text is found, whatever its case, in a name, an address or a program. */
export function filterHosts(hosts: readonly PortHost[], text: string): PortHost[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return hosts.filter((host) => {
    const all = [host.hostName, host.containerName, host.hostIp, host.listeningAddress, host.path]
    const searched = all.join('\n').toLowerCase()
    return words.every((word) => searched.includes(word))
  })
}

/**
 * Servers in an order; those of one value stay as they were. Numbers in names and addresses order as numbers; servers
 * that lack what is sorted by come last in both directions.
 */
export function sortHosts(hosts: readonly PortHost[], { by, descending }: HostOrder): PortHost[] {
  const key = KEYS[by]
  const direction = descending ? -1 : 1
  return hosts.toSorted(
    (a, b) => Number(key(a) === '') - Number(key(b) === '') || direction * compare(key(a), key(b)),
  )
}

const KEYS: Record<HostColumn, (host: PortHost) => string> = {
  name: hostLabel,
  address: ({ hostIp }) => hostIp,
  program: programOf,
}

const compare = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare
