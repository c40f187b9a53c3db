import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'

import { closeServer, freePort } from './loopback.ts'
import { startServer } from './server.ts'
import type { Server } from './server.ts'

const ROOT = join(import.meta.dirname, '..')

/**
 * The example console, and the server whose page it frames: on two sites, as browsers see it. `hosts` are pages of a test's
 * own, by path; under the name `allowed` they may frame the page, under `hostile` they may not.
 */
export type ConsoleAndServer = {
  url: string
  server: Server
  hosts: { allowed: string; hostile: string; pages: Map<string, string> }
  remove: () => Promise<void>
}

/**
 * Starts both as their users do, each as a process of its own.
 *
 * @param folder of the console: the example itself, or a copy with the element as a package.
 * @param basePath under which the server is mounted.
 */
export async function startConsole({
  folder = join(ROOT, 'examples/console'),
  basePath = '',
} = {}): Promise<ConsoleAndServer> {
  const port = await freePort('localhost')
  const url = `http://localhost:${port}` // the server is at 127.0.0.1, which is another site
  const pages = new Map<string, string>()
  const hosts = createServer(({ url }, response) => {
    response.setHeader('Content-Type', 'text/html')
    response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp') // as strict as a page can be to what it frames
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
    response.end(`<!doctype html><title>host</title>${pages.get(url ?? '') ?? ''}`)
  })
  const hostsPort = await freePort('localhost')
  hosts.listen(hostsPort) // of both names
  const allowed = `http://localhost:${hostsPort}`
  const serverPort = String(await freePort())
  const server = await startServer(['--port', serverPort], undefined, {
    OPENPORTS_FRAME_ANCESTORS: `${url},${allowed}`,
    OPENPORTS_PUBLIC_URL: `http://127.0.0.1:${serverPort}${basePath}`,
  })
  const child = spawn(join(ROOT, 'node_modules/.bin/node'), [join(folder, 'server.mjs')], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      OPENPORTS_URL: server.url,
      OPENPORTS_TOKEN: server.token,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error('The console ended'))),
  ])
  const remove = async () => {
    const ended = once(child, 'exit')
    child.kill()
    await ended
    await server.remove()
    await closeServer(hosts)
  }
  return { url, server, hosts: { allowed, hostile: `http://127.0.0.1:${hostsPort}`, pages }, remove }
}
