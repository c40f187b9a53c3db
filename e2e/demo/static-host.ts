import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'

import { closeServer, listenOnLoopback } from '#test/loopback.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/**
 * A plain static host: the files of a folder under a path such as `/team/openports/`, nothing above it, no fallback and
 * no header but their type. It says what was asked for in vain.
 */
export async function startStaticHost(folder: string, path: string) {
  const missed: string[] = []
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host.test')
    const file = pathname === path ? 'index.html' : normalize(pathname.slice(path.length))
    const content = pathname.startsWith(path) ? readFile(join(folder, file)) : Promise.reject(new Error())
    content.then(
      (body) => response.setHeader('Content-Type', TYPES[extname(file)] ?? 'text/plain').end(body),
      () => {
        missed.push(pathname)
        response.writeHead(404).end()
      },
    )
  })
  const port = await listenOnLoopback(server)
  return {
    url: `http://127.0.0.1:${port}${path}`,
    missed,
    stop: () => closeServer(server),
  }
}
