import { isIPv4, isIPv6, SocketAddress } from 'node:net'

import { MAX_PORT } from '#contract/port-row.ts'
import type { Listener } from '#server/store/types.ts'

/** The one spelling of an address, so that a server keeps its identity across tools; null for other text. */
export function canonicalAddress(text: string): string | null {
  if (isIPv4(text)) return text
  const address = withoutZone(text)
  return isIPv6(address) ? new SocketAddress({ address, family: 'ipv6' }).address : null
}

/** `127.0.0.53%lo` is `127.0.0.53`: the zone names an interface of that server and means nothing elsewhere. */
export const withoutZone = (address: string): string => address.replace(/%.*$/s, '')

/** A port number written in digits, null for all else. */
export function portNumber(text: string): number | null {
  const port = /^[0-9]{1,5}$/.test(text) ? Number(text) : MAX_PORT + 1
  return port <= MAX_PORT ? port : null
}

/** A listener of which only the socket is known. */
export const bareListener = (port: number, type: string, listeningAddress: string): Listener => ({
  port,
  type,
  listeningAddress,
  pid: 0,
  path: '',
  containerId: '',
  containerName: '',
})

/**
 * Tells listeners of one server apart. Processes that share a socket, or an address and port by SO_REUSEPORT, are
 * one listener, whatever process has it.
 */
export const listenerKey = ({ type, port, containerId, listeningAddress }: Listener): string =>
  `${type} ${port} ${containerId} ${listeningAddress}`

/** The identity of a server of which a name is known, which may be its address. */
export function serverCalled(name: string): { key: string; name: string; address: string } {
  const address = canonicalAddress(name)
  return { key: address ?? name, name, address: address ?? '' }
}
