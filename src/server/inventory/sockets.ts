import { isIPv4, isIPv6, SocketAddress } from 'node:net'

import { MAX_PORT, protocolOf } from '#contract/port-row.ts'
import { EVERY_PORT } from '#server/store/coverage.ts'
import type { HostReport, Listener } from '#server/store/types.ts'

/** Sockets in a file: more than all ports of four types, on one address each. */
export const MAX_SOCKETS = 500_000

/** The one spelling of an address, so that a server keeps its identity across tools; null for other text. */
export function canonicalAddress(text: string): string | null {
  if (isIPv4(text)) return text
  const address = withoutZone(text)
  return isIPv6(address) ? new SocketAddress({ address, family: 'ipv6' }).address : null
}

/** `127.0.0.53%lo` is `127.0.0.53`: the zone names an interface of that server and means nothing elsewhere. */
export const withoutZone = (address: string): string => address.replace(/%.*$/s, '')

/**
 * The address of a socket without brackets and zone, and its port as it is written: of `[::]:53`, `:::53`, `127.0.0.53%lo:53` and
 * `[fe80::1%eth0]:546`. netstat of macOS and the BSDs has a dot before the port (`marks`): `fe80::1%lo0.123`.
 */
export function splitPort(socket: string, marks = ':'): { address: string; port: string } | null {
  const mark = Math.max(...Array.from(marks, (mark) => socket.lastIndexOf(mark)))
  if (mark < 1) return null
  return {
    address: withoutZone(socket.slice(0, mark).replaceAll(/[[\]]/g, '')),
    port: socket.slice(mark + 1),
  }
}

/** A port number written in digits, null for all else. */
export function portNumber(text: string): number | null {
  const port = /^[0-9]{1,5}$/.test(text) ? Number(text) : MAX_PORT + 1
  return port <= MAX_PORT ? port : null
}

/** A transport that rows have, as tools write it: `tcp`, `UDP`; null for all else. */
export function transportOf(text: string): 'TCP' | 'UDP' | null {
  const transport = text.toUpperCase()
  return transport === 'TCP' || transport === 'UDP' ? transport : null
}

/** The type of a row: its transport in the family of an address. */
export const typeOf = (transport: 'TCP' | 'UDP', address: string): string =>
  address.includes(':') ? `${transport}6` : transport

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

/**
 * The report of one server by its own table of sockets. It covers the transports of which the table has a listener: a table
 * of TCP alone says nothing about UDP.
 */
export function tableReport(
  server: { key: string; name: string; address: string },
  all: readonly Listener[],
): HostReport {
  const listeners = new Map<string, Listener>()
  for (const listener of all) {
    const key = listenerKey(listener)
    if (!listeners.has(key)) listeners.set(key, listener)
  }
  const protocols = new Set(all.map(({ type }) => protocolOf(type)))
  const covered = EVERY_PORT.filter(({ type }) => protocols.has(protocolOf(type)))
  return { ...server, listeners: [...listeners.values()], covered }
}

/** The identity of a server of which a name is known, which may be its address. */
export function serverCalled(name: string): { key: string; name: string; address: string } {
  const address = canonicalAddress(name)
  return { key: address ?? name, name, address: address ?? '' }
}
