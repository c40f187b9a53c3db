import { isIPv6 } from 'node:net'

/**
 * Whose an address is, as far as that can be told: an address of IPv4 itself, and of IPv6 the network of 64 bits, since
 * an owner of one address has them all. Anything else is given back as it is.
 */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const { hostname } = new URL(`http://[${address}]`) // in one spelling, and without a dotted end
  const [head = [], tail = []] = hostname
    .slice(1, -1)
    .split('::')
    .map((part) => part.split(':').filter(Boolean))
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0')
  return `${[...head, ...zeros, ...tail].slice(0, 4).join(':')}::/64`
}
