import type { PortHost } from '#contract/port-hosts.ts'

/** What servers can be sorted by. `name` is the order in which the server lists them. */
export const HOST_ORDERS = ['name', 'address', 'program'] as const
export type HostOrder = (typeof HOST_ORDERS)[number]

/** The file name of what listens; '' where nobody knows. A path of Windows begins with a drive or two backslashes. */
export const programOf = ({ path }: PortHost): string =>
  path.split(/^(?:[A-Za-z]:\\|\\\\)/.test(path) ? '\\' : '/').at(-1) ?? ''

/** What a server is called in a list: its container where it is one, else its name, else its address. */
export const hostLabel = ({ containerName, hostName, hostIp }: PortHost): string =>
  containerName || hostName || hostIp

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

/** Servers in an order. Numbers in names and addresses order as numbers; those that lack what is sorted by come last. */
export function sortHosts(hosts: readonly PortHost[], by: HostOrder): PortHost[] {
  if (by === 'name') return [...hosts]
  const key = by === 'address' ? (host: PortHost) => host.hostIp : programOf
  return hosts.toSorted((a, b) => Number(key(a) === '') - Number(key(b) === '') || compare(key(a), key(b)))
}

const compare = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare
