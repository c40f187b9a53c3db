import type { LookupAddress, LookupOptions } from 'node:dns'
import { BlockList, isIP } from 'node:net'
import { networkInterfaces } from 'node:os'

import { isPublic } from '#server/common/public-address.ts'
import type { Resolve } from '#server/common/public-address.ts'

/** A place that no credential may be sent to. Its code is all that is told of it. */
export class AddressError extends Error {
  override name = 'AddressError'
  readonly code: 'ADDRESS_REFUSED' | 'OWN_ADDRESS'
  constructor(code: AddressError['code']) {
    super(code)
    this.code = code
  }
}

/** Where one request may connect to: the host and port of a configured origin, and our own port when we listen. */
type Destination = { host: string; port: number; ownPort: number | null }

export function destinationOf(origin: string, ownPort: number | null): Destination {
  const { protocol, hostname, port } = new URL(origin)
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'), // IPv6 addresses come in brackets
    port: Number(port || (protocol === 'https:' ? 443 : 80)),
    ownPort,
  }
}

/** Whether an origin is the server's own as it is written, without asking any resolver. */
export function isWrittenOwn(destination: Destination): boolean {
  const address = destination.host === 'localhost' ? '127.0.0.1' : destination.host
  return isIP(address) !== 0 && isOwn(address, destination)
}

/**
 * Node's `lookup` for one request. It is asked at the moment of connecting and for each connection anew, so a name
 * that points elsewhere the second time is checked the second time. Only the name `localhost` may lead to loopback;
 * other addresses that are not public have to be written in the origin themselves, and are then never looked up.
 */
export function checkedLookup(destination: Destination, resolve: Resolve) {
  return (
    host: string,
    options: LookupOptions,
    done: (error: Error | null, address: string | LookupAddress[], family?: number) => void,
  ): void =>
    resolve(host, (error, addresses) => {
      const first = addresses[0]
      const refused = error ?? findRefusal(addresses, destination)
      if (refused || !first) done(refused ?? new AddressError('ADDRESS_REFUSED'), [])
      else if (options.all === true) done(null, [...addresses])
      else done(null, first.address, first.family)
    })
}

function findRefusal(addresses: readonly LookupAddress[], destination: Destination): AddressError | null {
  const mayBeLoopback = destination.host === 'localhost'
  for (const { address } of addresses) {
    if (isOwn(address, destination)) return new AddressError('OWN_ADDRESS')
    if (!isPublic(address) && !(mayBeLoopback && isLoopback(address)))
      return new AddressError('ADDRESS_REFUSED')
  }
  return null
}

/**
 * Whether an address and port are the server's own. Asking itself, it would hand a credential of the cloud to its own
 * endpoint, and read its own answers as HSS's.
 */
function isOwn(address: string, { port, ownPort }: Destination): boolean {
  if (port !== ownPort) return false
  const ofThisMachine = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return isLoopback(address) || ofThisMachine.some((own) => own.address === address)
}

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4')
LOOPBACK.addAddress('0.0.0.0', 'ipv4') // connects to loopback
LOOPBACK.addAddress('::1', 'ipv6')
LOOPBACK.addAddress('::', 'ipv6')

const isLoopback = (address: string): boolean =>
  LOOPBACK.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
