import { X509Certificate } from 'node:crypto'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { Agent, get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TLSSocket } from 'node:tls'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { serverProgram } from '#test/server/server-process.ts'
import type { ServerProgram } from '#test/server/server-process.ts'

const fixture = (name: string): string => join(import.meta.dirname, `../hss/fixtures/tls/${name}.pem`)

let program: ServerProgram
let folder: string
beforeAll(async () => {
  program = await serverProgram()
  folder = await mkdtemp(join(tmpdir(), 'openports-renewal-'))
})
afterAll(async () => {
  await program.remove()
  await rm(folder, { recursive: true, force: true })
})

/** Asks over a connection of the agent, and gives the certificate that was shown on it, and its port on this side. */
const ask = (
  url: string,
  agent: Agent,
): Promise<{ status: number | undefined; cert: string; port: number }> =>
  new Promise((resolve, reject) => {
    get(`${url}/livez`, { agent, rejectUnauthorized: false }, (answer) => {
      const { socket } = answer
      if (!(socket instanceof TLSSocket)) return reject(new Error('not by TLS'))
      const cert = socket.getPeerX509Certificate()?.fingerprint256 ?? ''
      const port = socket.localPort ?? 0
      answer.resume().once('end', () => resolve({ status: answer.statusCode, cert, port }))
    }).once('error', reject)
  })

const fingerprint = async (name: string): Promise<string> =>
  new X509Certificate(await readFile(fixture(name))).fingerprint256

test('SIGHUP renews the certificate for new connections; one that cannot be used is refused, and the old one stays', async () => {
  const certFile = join(folder, 'cert.pem')
  await copyFile(fixture('right'), certFile)
  const server = program.run([], {
    OPENPORTS_DATA_DIR: join(folder, 'data'),
    OPENPORTS_TLS_CERT: certFile,
    OPENPORTS_TLS_KEY: fixture('server-key'),
  })
  const url = await server.ready()
  const kept = new Agent({ keepAlive: true, maxSockets: 1 })
  const fresh = new Agent({ keepAlive: false })
  const [first, second] = [await fingerprint('right'), await fingerprint('other-name')]

  await writeFile(certFile, 'no certificate')
  server.child.kill('SIGHUP')
  await expect.poll(() => server.said.err).toContain('"message":"certificate not renewed"')
  expect(server.said.err).toContain('OPENPORTS_TLS_KEY')
  expect(await ask(url, fresh)).toMatchObject({ status: 200, cert: first })

  const open = await ask(url, kept)
  expect(open).toMatchObject({ status: 200, cert: first })
  await copyFile(fixture('other-name'), certFile)
  server.child.kill('SIGHUP')
  await expect.poll(() => server.said.err).toContain('"message":"certificate renewed"')
  expect(await ask(url, fresh)).toMatchObject({ status: 200, cert: second })
  expect(await ask(url, kept)).toMatchObject({ status: 200, port: open.port }) // on the connection of before

  kept.destroy()
  server.child.kill('SIGTERM')
  expect((await server.ended).code).toBe(0)
}, 60_000)
