import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv4 } from 'node:net'

import proxyAddresses from 'proxy-addr'

/** The proxies in front whose word is taken, by the addresses that they connect from. */
export type Hops = { has: (address: string) => boolean }

export const NO_HOPS: Hops = { has: () => false }

/** Bits of the prefix of the widest network that may be trusted: a wider one is no list of proxies. */
const WIDEST = { ipv4: 8, ipv6: 32 } as const
const SINGLE = { ipv4: 32, ipv6: 128 } as const

export const HOPS_WANTED =
  'use the addresses or networks of the proxies alone, separated by commas, like 10.0.0.7,10.1.2.0/24,fd00:1::/64. A network ' +
  'is no wider than /8, or /32 of IPv6'

/** Reads a list of addresses and networks; null when one is not understood, or too wide to be meant. */
export function readHops(list: string): Hops | null {
  const items = list.split(',').map((item) => item.trim())
  if (!items.every(isNarrow)) return null
  const isTrusted = proxyAddresses.compile(items)
  return { has: (address) => isTrusted(plainAddress(address) ?? '', 0) }
}

/** Whether an item is an address, or a network that is not too wide, as it is written everywhere here. */
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

/**
 * The address of whoever asked. What a proxy that is trusted says of where a request came from is believed, and the same
 * of that one if it is trusted as well: so it is the last of `X-Forwarded-For`, read from the right, that is no trusted
 * proxy. Whatever stands left of it anybody may have written. An entry that is no address ("unknown") tells of nobody.
 */
export function clientOf(incoming: IncomingMessage, hops: Hops): string {
  const plain = (entry: string): string | null => plainAddress(withoutPort(entry))
  const passed = proxyAddresses.all(incoming, (entry) => hops.has(plain(entry) ?? ''))
  return passed.map(plain).findLast((address) => address !== null) ?? ''
}

/** Some proxies add the port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
const withoutPort = (entry: string): string =>
  /^\[(?<address>[^\]]*)\](:\d+)?$/.exec(entry)?.groups?.['address'] ?? entry.replace(/^([^:]+):\d+$/, '$1')
