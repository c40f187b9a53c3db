import fc from 'fast-check'
import { expect, test } from 'vitest'

import { networkOf } from './network.ts'

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['', ''],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:0001:2::', '2001:db8:1:2::/64'],
  ['2001:db8::5:6', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['2001:db8:1:2:3:4:192.0.2.7', '2001:db8:1:2::/64'],
])('the network of %j is %j', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

const group = fc.integer({ min: 0, max: 0xffff }).map((number) => number.toString(16))
const groups = (count: number) => fc.array(group, { minLength: count, maxLength: count })

test('two addresses of IPv6 are of one network if they begin with the same 64 bits, and else of two', () => {
  fc.assert(
    fc.property(groups(4), groups(4), groups(4), (begin, end, other) => {
      const address = (...parts: string[][]) => parts.flat().join(':')
      const network = networkOf(address(begin, end))
      expect(networkOf(address(begin, other))).toBe(network)
      expect(networkOf(address(other, end)) === network).toBe(address(begin) === address(other))
    }),
  )
})
