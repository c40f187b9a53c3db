import { lookup } from 'node:dns'
import type { LookupAddress } from 'node:dns'
import { BlockList, isIP } from 'node:net'

/** Names to addresses: the system's resolver, or one that a test controls. */
export type Resolve = (
  host: string,
  done: (error: Error | null, addresses: readonly LookupAddress[]) => void,
) => void

export const systemResolve: Resolve = (host, done) => lookup(host, { all: true }, done)

/**
 * Addresses that a public name has no reason to have: this machine, private and carrier-grade
 * networks, link-local ones with the clouds' metadata services, documentation, multicast, and IPv6 ways of writing any
 * IPv4 address.
 */
const NOT_PUBLIC = new BlockList()
const NOT_PUBLIC_NETWORKS =
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 ' +
  '192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3 ' +
  '::/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/32 2001:db8::/32 2002::/16 fc00::/7 fe80::/9 ff00::/8'
for (const network of NOT_PUBLIC_NETWORKS.split(' ')) {
  const [address = '', prefix] = network.split('/')
  NOT_PUBLIC.addSubnet(address, Number(prefix), address.includes(':') ? 'ipv6' : 'ipv4')
}

/** An IPv4 address written as IPv6 is public when it is so as IPv4. */
export const isPublic = (address: string): boolean =>
  isIP(address) !== 0 && !NOT_PUBLIC.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
