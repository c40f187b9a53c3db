import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Server as HttpServer } from 'node:http'
import type { Server } from 'node:net'

/** Lets a server listen at this machine alone, on a free port unless one is given, and gives the port. */
export async function listenOnLoopback(server: Server, port = 0, host = '127.0.0.1'): Promise<number> {
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return address.port
}

/** Ends a server with all of its connections. */
export async function closeServer(server: HttpServer): Promise<void> {
  server.closeAllConnections()
  if (server.listening) await new Promise((resolve) => server.close(resolve))
}

/** A free port, for a server that has to know it before it starts. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  const server = createServer()
  const port = await listenOnLoopback(server, 0, host)
  await closeServer(server)
  return port
}
