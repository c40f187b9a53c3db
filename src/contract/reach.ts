/**
 * From where a port of a server can be reached, by the broadest address that it is bound to: the server itself, one of its
 * addresses, or all. Narrowest first.
 */
export const REACHES = ['loopback', 'one', 'all'] as const
export type Reach = (typeof REACHES)[number]

/** The reach of one address as an operating system prints it: `0.0.0.0`, `::`, `*`, `127.0.0.1`, `10.1.2.3`. */
export function reachOf(address: string): Reach {
  if (address === '0.0.0.0' || address === '::' || address === '*') return 'all'
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.')
    ? 'loopback'
    : 'one'
}
