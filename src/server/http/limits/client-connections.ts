import type { Server } from 'node:http'
import type { Socket } from 'node:net'

import { networkOf } from '#server/common/network.ts'
import { plainAddress } from '#server/http/auth/proxy/hops.ts'
import type { Hops } from '#server/http/auth/proxy/hops.ts'

/**
 * Limits the open connections of each client, so that one alone cannot have all that there are. Connections of trusted
 * proxies are not counted: their address is no client's.
 *
 * @param reject ends a connection that is one too many
 */
export function limitConnectionsPerClient(
  server: Server,
  { most, proxies }: { most: number; proxies: Hops },
  reject: (socket: Socket) => void,
): void {
  const open = new Map<string, number>()
  server.on('connection', (socket: Socket) => {
    const address = plainAddress(socket.remoteAddress ?? '')
    if (address === null || proxies.has(address)) return
    const client = networkOf(address)
    const others = open.get(client) ?? 0
    if (others >= most) return reject(socket)
    open.set(client, others + 1)
    socket.once('close', () => {
      const left = (open.get(client) ?? 1) - 1
      if (left === 0) open.delete(client)
      else open.set(client, left)
    })
  })
}
