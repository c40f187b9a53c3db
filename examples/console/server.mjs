// A small console with Openports in it. It needs nothing but Node: see README.md.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'

const { OPENPORTS_TOKEN: token = '', OPENPORTS_URL = 'http://127.0.0.1:4040', PORT = '5050' } = process.env
const openports = new URL(OPENPORTS_URL).origin
const own = process.env.CONSOLE_URL ?? `http://localhost:${PORT}`

if (token === '') {
  process.stderr.write('console: set OPENPORTS_TOKEN to an API token of Openports\n')
  process.exit(1)
}

/** Everything from here, but the script and the frame of Openports. */
const POLICY = [
  "default-src 'none'",
  `script-src 'self' ${openports}`,
  "style-src 'self'",
  "connect-src 'self'",
  `frame-src ${openports}`,
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
    const name = request.method === 'GET' ? FILES[pathname] : undefined
    if (name === undefined) return response.writeHead(404).end()
    const content = await readFile(new URL(`public/${name}`, import.meta.url), 'utf8')
    response.setHeader('Content-Type', `${TYPES[name.split('.')[1]]}; charset=utf-8`)
    return response.end(content.replaceAll('OPENPORTS_ORIGIN', openports))
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
