import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv4 } from 'node:net'

import proxyAddresses from 'proxy-addr'

/** The trusted proxies in front, by the addresses from which they connect. */
export type Hops = { has: (address: string) => boolean }

export const NO_HOPS: Hops = { has: () => false }

/** Bits of the prefix of the widest network that may be trusted: a wider one is no list of proxies. */
const WIDEST = { ipv4: 8, ipv6: 32 } as const
const SINGLE = { ipv4: 32, ipv6: 128 } as const

export const HOPS_WANTED =
  'use the addresses or networks of the proxies alone, separated by commas, like 10.0.0.7,10.1.2.0/24,fd00:1::/64. A network ' +
  'is no wider than /8, or /32 of IPv6'

/** Reads a list of addresses and networks; null if one is malformed, or too wide to be a list of proxies. */
export function readHops(list: string): Hops | null {
  const items = list.split(',').map((item) => item.trim())
  if (!items.every(isNarrow)) return null
  const isTrusted = proxyAddresses.compile(items)
  return { has: (address) => isTrusted(plainAddress(address) ?? '', 0) }
}

/** Whether an item is an address, or a network that is not too wide, in canonical spelling. */
function isNarrow(item: string): boolean {
  const [address = '', prefix, ...rest] = item.split('/')
  if (plainAddress(address) !== address || rest.length > 0) return false
  const family = isIPv4(address) ? 'ipv4' : 'ipv6'
  if (prefix === undefined) return true
  const bits = /^[1-9]\d{0,2}$/.test(prefix) ? Number(prefix) : 0
  return bits >= WIDEST[family] && bits <= SINGLE[family]
}

const MAPPED = new BlockList()
MAPPED.addSubnet('::ffff:0:0', 96, 'ipv6')

/** An address without its zone, and an IPv4-mapped one (`::ffff:192.0.2.1`) as IPv4. Null for anything else. */
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

/**
 * The address of the client: of the peer, and then the entries of `X-Forwarded-For` from the right, the first that is no
 * trusted proxy. Entries to the left of it may be forged. Where one is no address ("unknown"), the proxy that wrote it counts.
 */
export function clientOf(incoming: IncomingMessage, hops: Hops): string {
  const plain = (entry: string): string | null => plainAddress(withoutPort(entry))
  const passed = proxyAddresses.all(incoming, (entry) => hops.has(plain(entry) ?? ''))
  return passed.map(plain).findLast((address) => address !== null) ?? ''
}

/** Some proxies add the port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
const withoutPort = (entry: string): string =>
  /^\[(?<address>[^\]]*)\](:\d+)?$/.exec(entry)?.groups?.['address'] ?? entry.replace(/^([^:]+):\d+$/, '$1')
