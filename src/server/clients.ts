import type { Server } from 'node:http'
import { isIPv4 } from 'node:net'
import type { Socket } from 'node:net'

import { plainAddress } from './access/proxy/hops.ts'
import type { Hops } from './access/proxy/hops.ts'

/**
 * Lets each client have so many connections open at most, so that one alone cannot have all that there are. Behind a proxy
 * that is trusted the address of a connection is no client's: those are not counted.
 *
 * @param refuse ends a connection that is one too many.
 */
export function boundClients(
  server: Server,
  { most, proxies }: { most: number; proxies: Hops },
  refuse: (socket: Socket) => void,
): void {
  const open = new Map<string, number>()
  server.on('connection', (socket: Socket) => {
    const client = networkOf(socket.remoteAddress ?? '')
    if (client === null || proxies.has(socket.remoteAddress ?? '')) return
    const others = open.get(client) ?? 0
    if (others >= most) return refuse(socket)
    open.set(client, others + 1)
    socket.once('close', () => {
      const left = (open.get(client) ?? 1) - 1
      if (left === 0) open.delete(client)
      else open.set(client, left)
    })
  })
}

/** What one client has of addresses: one of IPv4, the first 64 bits of IPv6. Null for what is no address. */
export function networkOf(address: string): string | null {
  const plain = plainAddress(address)
  if (plain === null || isIPv4(plain)) return plain
  const [head = '', tail] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => '0')
  return [...first, ...zeros, ...last].slice(0, 4).join(':')
}
