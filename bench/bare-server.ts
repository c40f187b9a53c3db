// The least that a server can do with an answer: node:http sends bytes that were packed beforehand. `/N` is the Nth file.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({
  options: { port: { type: 'string', default: '0' }, plain: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const bodies = await Promise.all(positionals.map((file) => readFile(file)))

const server = createServer((request, response) => {
  const body = bodies[Number(request.url?.slice(1))]
  if (!body) {
    response.writeHead(404).end()
    return
  }
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    ...(!values.plain && { 'Content-Encoding': 'gzip' }),
    'Content-Length': body.length,
  })
  response.end(body)
})
server.listen(Number(values.port), '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  process.stdout.write(`Bare server at http://127.0.0.1:${String(port)}\n`)
})
process.on('SIGTERM', () => process.exit(0))
