import fc from 'fast-check'
import { expect, test } from 'vitest'

import { isWithin, readNetwork } from './network.ts'

const contains = (network: string, address: string): boolean | null => {
  const [outer, inner] = [readNetwork(network), readNetwork(address)]
  return outer && inner && isWithin(inner, outer)
}

test.each([
  ['10.2.0.0/16', '10.2.255.255', true],
  ['10.2.0.0/16', '10.3.0.0', false],
  ['10.2.3.4', '10.2.3.4', true],
  ['10.2.3.4', '10.2.3.5', false],
  ['0.0.0.0/0', '255.255.255.255', true],
  ['0.0.0.0/0', '::1', false],
  ['fd00::/8', 'fdff::1', true],
  ['fd00::/8', 'fe80::1', false],
  ['fe80::1', 'fe80::1%eth0', true],
  ['2001:DB8::/32', '2001:db8:0:0::7', true],
  ['10.0.0.0/8', '::ffff:10.1.2.3', true],
  ['10.2.0.0/16', '10.0.0.0/8', false],
  ['10.0.0.0/8', '10.2.0.0/16', true],
])('%s has %s: %s', (network, address, isIn) => expect(contains(network, address)).toBe(isIn))

test.each(['', '10.2', '10.2.0.0/33', '256.0.0.1', 'fd00::/129', '1:2', 'web', '10.0.0.0/', '::g', '*'])(
  '%j is no network',
  (text) => expect(readNetwork(text)).toBeNull(),
)

test('any address is within itself', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
      expect(contains(address, address)).toBe(true)
    }),
  )
})
