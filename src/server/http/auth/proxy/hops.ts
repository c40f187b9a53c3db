import { BlockList, isIP, isIPv4 } from 'node:net'

/** The proxies in front whose word is taken, by the addresses that they connect from. */
export type Hops = { has: (address: string) => boolean }

export const NO_HOPS: Hops = { has: () => false }

/** Bits of the prefix: the widest network that may be trusted, as a wider one is no list of proxies, and a single address. */
const WIDEST = { ipv4: 8, ipv6: 32 } as const
const SINGLE = { ipv4: 32, ipv6: 128 } as const

export const HOPS_WANTED =
  'use the addresses or networks of the proxies alone, separated by commas, like 10.0.0.7,10.1.2.0/24,fd00:1::/64. A network ' +
  'is no wider than /8, or /32 of IPv6'

/** Reads a list of addresses and networks; null when one is not understood, or too wide to be meant. */
export function readHops(list: string): Hops | null {
  // Apart, since a network of IPv6 that holds ::ffff:0:0/96 would hold every address of IPv4.
  const known = { ipv4: new BlockList(), ipv6: new BlockList() }
  for (const item of list.split(',')) {
    const [address = '', prefix, ...rest] = item.trim().split('/')
    const plain = plainAddress(address)
    if (plain !== address || rest.length > 0) return null
    const family = familyOf(plain)
    const bits = prefix === undefined ? SINGLE[family] : /^[1-9]\d{0,2}$/.test(prefix) ? Number(prefix) : 0
    if (bits < WIDEST[family] || bits > SINGLE[family]) return null
    known[family].addSubnet(plain, bits, family)
  }
  return {
    has: (address) => {
      const plain = plainAddress(address)
      return plain !== null && known[familyOf(plain)].check(plain, familyOf(plain))
    },
  }
}

const MAPPED = new BlockList()
MAPPED.addSubnet('::ffff:0:0', 96, 'ipv6')

/**
 * An address as it is written everywhere here: without a zone, and one of IPv4 that came over a socket of IPv6 as what
 * it is. Null for anything else.
 */
export function plainAddress(text: string): string | null {
  const address = text.split('%')[0] ?? ''
  if (isIPv4(address)) return address
  if (isIP(address) !== 6) return null
  if (!MAPPED.check(address, 'ipv6')) return address
  const [high = 0, low = 0] = new URL(`http://[${address}]`).hostname
    .slice('[::ffff:'.length, -1)
    .split(':')
    .map((group) => Number.parseInt(group, 16))
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

const familyOf = (plain: string): 'ipv4' | 'ipv6' => (isIPv4(plain) ? 'ipv4' : 'ipv6')

/**
 * The address of whoever asked. What a proxy that is trusted says of where a request came from is believed, and the same
 * of that one if it is trusted as well: so it is the last of `X-Forwarded-For`, read from the right, that is no trusted
 * proxy. Whatever stands left of it anybody may have written.
 *
 * @param peer the address that connected to the server.
 */
export function clientOf(peer: string, forwardedFor: string, hops: Hops): string {
  let client = plainAddress(peer) ?? peer
  for (const entry of forwardedFor.split(',').toReversed()) {
    if (!hops.has(client)) return client
    const before = plainAddress(withoutPort(entry.trim()))
    if (before === null) return client // "unknown", or nothing
    client = before
  }
  return client
}

/** Some proxies add the port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
const withoutPort = (entry: string): string =>
  /^\[(?<address>[^\]]*)\](:\d+)?$/.exec(entry)?.groups?.['address'] ?? entry.replace(/^([^:]+):\d+$/, '$1')
