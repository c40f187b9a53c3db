// A small console with Openports in it. It needs nothing but Node: see README.md.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'

const { OPENPORTS_TOKEN: token = '', OPENPORTS_URL = 'http://127.0.0.1:4040', PORT = '5050' } = process.env
const openports = OPENPORTS_URL.replace(/\/$/, '') // it may be mounted under a path
const { origin } = new URL(openports)
const own = process.env.CONSOLE_URL ?? `http://localhost:${PORT}`

if (token === '') {
  process.stderr.write('console: set OPENPORTS_TOKEN to an API token of Openports\n')
  process.exit(1)
}

/** The element, where the package is installed; null is the script of Openports. */
const element = packaged()

/** Everything from here, but the frame of Openports and, without the package, its script. */
const POLICY = [
  "default-src 'none'",
  element === null ? `script-src 'self' ${origin}` : "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  `frame-src ${origin}`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const TYPES = { html: 'text/html', js: 'text/javascript', css: 'text/css' }
const FILES = { '/': 'index.html', '/console.js': 'console.js', '/console.css': 'console.css' }

createServer(async (request, response) => {
  const { pathname } = new URL(request.url, own)
  response.setHeader('Content-Security-Policy', POLICY)
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('Cache-Control', 'no-store')
  try {
    if (request.method === 'POST' && pathname === '/ticket') return await giveTicket(request, response)
    const isElement = pathname === '/embed.js' && element !== null
    const name = isElement ? 'embed.js' : FILES[pathname]
    if (request.method !== 'GET' || name === undefined) return response.writeHead(404).end()
    const file = isElement ? element : fileURLToPath(new URL(`public/${name}`, import.meta.url))
    response.setHeader('Content-Type', `${TYPES[name.split('.')[1]]}; charset=utf-8`)
    const content = await readFile(file, 'utf8')
    const script = element === null ? `${openports}/embed.js` : '/embed.js'
    return response.end(content.replaceAll('EMBED_SCRIPT', script).replaceAll('OPENPORTS_URL', openports))
  } catch (error) {
    process.stderr.write(`console: ${error.message}\n`)
    return response.writeHead(502).end()
  }
}).listen(Number(PORT), () => process.stdout.write(`The console is at ${own}\n`))

/**
 * A ticket for the user of this console. This example has no sign-in; a real console checks its
 * own session first, and asks for no more than this person may see: &project=ID, and &role=operator for who may refresh.
 */
async function giveTicket(request, response) {
  // Of this page alone: a form or an image of another site cannot send it.
  if (request.headers['sec-fetch-site'] !== 'same-origin') return response.writeHead(403).end()
  const answer = await fetch(`${openports}/api/embed/tickets?ancestor=${encodeURIComponent(own)}`, {
    method: 'POST',
    headers: { 'X-Auth-Token': token, 'Openports-Action': 'console' },
  })
  if (!answer.ok) throw new Error(`Openports gave no ticket: ${answer.status} ${await answer.text()}`)
  const { ticket } = await answer.json()
  response.setHeader('Content-Type', 'application/json')
  return response.end(JSON.stringify({ ticket }))
}

/** The file of `@openports/embed`, as `npm install` puts it here; a console with a bundler would import it. */
function packaged() {
  try {
    return fileURLToPath(import.meta.resolve('@openports/embed'))
  } catch {
    return null
  }
}
