import { expect, test } from 'vitest'

import { ConfigError } from './config-error.ts'
import { describeEgress, DIRECT, readEgress } from './egress.ts'
import { createLog } from './log.ts'

test.each([
  ['none', {}, '', '', ''],
  ['empty settings', { HTTPS_PROXY: '', https_proxy: '', NO_PROXY: '' }, '', '', ''],
  ['one for TLS', { HTTPS_PROXY: 'http://proxy:3128' }, '', 'http://proxy:3128', ''],
  ['one for all', { HTTP_PROXY: 'http://proxy:3128' }, 'http://proxy:3128', 'http://proxy:3128', ''],
  [
    'lower case goes first',
    { HTTPS_PROXY: 'http://a:1', https_proxy: 'http://b:2', NO_PROXY: 'x', no_proxy: 'y,z' },
    '',
    'http://b:2',
    'y,z',
  ],
])('%s', (_, env, httpProxy, httpsProxy, noProxy) => {
  expect(readEgress(env)).toEqual({ httpProxy, httpsProxy, noProxy })
})

test.each([
  'proxy:3128',
  'socks5://proxy:1080',
  'http://proxy/path',
  'http://user:word-of-the-proxy@proxy:3128/?a',
])('%s is refused by the name of its setting', (url) => {
  expect(() => readEgress({ HTTPS_PROXY: url })).toThrow(ConfigError)
  expect(() => readEgress({ HTTPS_PROXY: url })).toThrow(
    /^HTTPS_PROXY cannot be used: use http:\/\/HOST:PORT/,
  )
  expect(() => readEgress({ HTTPS_PROXY: url })).not.toThrow(/word-of-the-proxy|socks|path/)
})

test('a proxy is described without its credentials, which no log has', () => {
  expect(describeEgress(DIRECT)).toBeNull()
  const url = 'http://egress:w%C3%B6rd-of-the-proxy@proxy.example:3128'
  expect(describeEgress(readEgress({ HTTPS_PROXY: url }))).toMatch(
    /through proxy\.example:3128, .+ cannot check that their addresses are public$/,
  )
  const lines: string[] = []
  const log = createLog({ level: 'info', write: (line) => lines.push(line) })
  const sent = Buffer.from('egress:wörd-of-the-proxy').toString('base64')
  log.error({ url, header: `Basic ${sent}`, word: 'wörd-of-the-proxy' }, 'proxy')
  expect(lines.join('')).not.toMatch(/rd-of-the-proxy/)
  expect(lines.join('')).not.toContain(sent.slice(0, 20))
})
