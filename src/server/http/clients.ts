import type { Server } from 'node:http'
import type { Socket } from 'node:net'

import { networkOf } from '#server/common/network.ts'

import { plainAddress } from './auth/proxy/hops.ts'
import type { Hops } from './auth/proxy/hops.ts'

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
    const address = plainAddress(socket.remoteAddress ?? '')
    if (address === null || proxies.has(address)) return
    const client = networkOf(address)
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
