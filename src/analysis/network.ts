/** Addresses that share their first `prefix` bits with `first`, which has `bits` of them: 32 of IPv4, 128 of IPv6. */
type Network = { readonly bits: 32 | 128; readonly first: bigint; readonly prefix: number }

/**
 * An address or a network in CIDR notation, without the zone that a link-local address may have; null for any other text. An
 * IPv4 address that is written as IPv6 (`::ffff:10.0.0.1`) is one of IPv4.
 */
export function readNetwork(text: string): Network | null {
  const [, words = '', digits] = /^([^/%]+)(?:%[^/]*)?(?:\/(\d{1,3}))?$/.exec(text) ?? []
  const address = readIPv4(words) ?? readIPv6(words)
  if (address === null) return null
  const prefix = digits === undefined ? address.bits : Number(digits)
  return prefix > address.bits ? null : { ...address, prefix }
}

/** Whether an address, or a whole network, lies within a network. */
export function isWithin(inner: Network, { bits, first, prefix }: Network): boolean {
  const rest = BigInt(bits - prefix)
  return inner.bits === bits && inner.prefix >= prefix && inner.first >> rest === first >> rest
}

function readIPv4(text: string): Pick<Network, 'bits' | 'first'> | null {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return null
  return { bits: 32, first: parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n) }
}

function readIPv6(text: string): Pick<Network, 'bits' | 'first'> | null {
  if (!text.includes(':') || !URL.canParse(`http://[${text}]`)) return null
  const { hostname } = new URL(`http://[${text}]`) // in one spelling, without a dotted end
  const [head = [], tail = []] = hostname
    .slice(1, -1)
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''))
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0')
  const first = [...head, ...zeros, ...tail].reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n)
  return first >> 32n === 0xffffn ? { bits: 32, first: first & 0xffff_ffffn } : { bits: 128, first }
}
