import { readFileSync } from 'node:fs'
import { get } from 'node:https'
import { fileURLToPath } from 'node:url'

import { expect, onTestFinished, test } from 'vitest'

import { ConfigError } from '#server/common/config-error.ts'
import { REJECTIONS } from '#test/server/test-app.ts'

import { readCertificate } from './certificate.ts'
import { listen } from './listen.ts'

const file = (name: string): string =>
  fileURLToPath(new URL(`../hss/fixtures/tls/${name}.pem`, import.meta.url))

test('a server with a certificate speaks TLS, and nothing older than 1.2', async () => {
  const certificate = readCertificate({ certFile: file('right'), keyFile: file('server-key') })
  const running = await listen(
    { host: '127.0.0.1', port: 0, certificate },
    REJECTIONS,
    () => (_, outgoing) => {
      outgoing.end('well')
    },
  )
  onTestFinished(running.stop)
  const ask = (options: object): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const ca = readFileSync(file('authority'))
      const asked = get(
        { port: running.port, ca, checkServerIdentity: () => undefined, ...options },
        (answer) => {
          answer.resume()
          resolve(answer.statusCode)
        },
      )
      asked.on('error', reject)
    })
  expect(await ask({})).toBe(200)
  await expect(ask({ maxVersion: 'TLSv1.1', minVersion: 'TLSv1' })).rejects.toThrow(/version|protocol|alert/i)
  await expect(fetch(`http://127.0.0.1:${running.port}/`)).rejects.toThrow('fetch failed')
})

test.each([
  [
    'a missing certificate',
    'nowhere',
    'server-key',
    /^OPENPORTS_TLS_CERT .*nowhere\.pem cannot be read \(ENOENT\)/,
  ],
  ['a missing key', 'right', 'nowhere', /^OPENPORTS_TLS_KEY .*nowhere\.pem cannot be read \(ENOENT\)/],
  ['a certificate for a key', 'right', 'right', /cannot be used together/],
])('%s is refused in one line', (_, cert, key, message) => {
  const read = () => readCertificate({ certFile: file(cert), keyFile: file(key) })
  expect(read).toThrow(ConfigError)
  expect(read).toThrow(message)
})
