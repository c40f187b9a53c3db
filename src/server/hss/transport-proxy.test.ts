import { inspect } from 'node:util'

import { expect, onTestFinished, test } from 'vitest'

import { readEgress } from '#server/common/egress.ts'
import type { Egress } from '#server/common/egress.ts'
import { startConnectProxy } from '#test/connect-proxy.ts'
import type { ConnectProxy } from '#test/connect-proxy.ts'
import { standInForTest } from '#test/hss/for-test.ts'

import { FAST, failure, listeningByTls, resolvesTo, send, signIn, trustAuthority } from './testing/sending.ts'

async function proxyForTest(...given: Parameters<typeof startConnectProxy>): Promise<ConnectProxy> {
  const proxy = await startConnectProxy(...given)
  onTestFinished(proxy.close)
  return proxy
}

const through = ({ url }: Pick<ConnectProxy, 'url'>, NO_PROXY = ''): Egress =>
  readEgress({ HTTPS_PROXY: url, HTTP_PROXY: url, NO_PROXY })

/** The stand-in's IAM under a name that no resolver of this machine knows. */
const named = ({ endpoints }: { endpoints: { iam: string } }): string =>
  `http://iam.example.com:${new URL(endpoints.iam).port}`

test('a request leaves by the proxy, which learns where to, and nothing of the request', async () => {
  const standIn = await standInForTest()
  const proxy = await proxyForTest()
  const resolve = resolvesTo(new Error('no resolver knows the name'))
  const answer = await send(signIn(named(standIn)), { egress: through(proxy), resolve })
  expect(answer.status).toBe(201)
  const host = new URL(named(standIn)).host
  expect(proxy.asked).toEqual([
    { target: host, headers: { host, connection: 'close', 'proxy-connection': 'keep-alive' } },
  ])
  await send(signIn(standIn.endpoints.iam))
  const [proxied, direct] = standIn.arrivals.map(({ headers, body }) => ({
    headers: headers.filter(([name]) => name.toLowerCase() !== 'host'),
    body,
  }))
  expect(proxied).toEqual(direct)
})

test('SEC-24: by the proxy, certificates are verified as without one', async () => {
  trustAuthority()
  const proxy = await proxyForTest()
  const port = await listeningByTls('other-name')
  const ask = (host: string) => send(signIn(`https://${host}:${port}`), { egress: through(proxy) })
  expect((await ask('other.example')).text).toBe('{}')
  await expect(ask('another.example')).rejects.toEqual(failure('untrusted', 'ERR_TLS_CERT_ALTNAME_INVALID'))
  const expired = await listeningByTls('expired')
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
  onTestFinished(() => void delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'])
  await expect(send(signIn(`https://other.example:${expired}`), { egress: through(proxy) })).rejects.toEqual(
    failure('untrusted', /^(CERT_HAS_EXPIRED|ERR_TLS_CERT_ALTNAME_INVALID)$/),
  )
})

test('SEC-09: a host in NO_PROXY is called directly, and its address is checked', async () => {
  const standIn = await standInForTest()
  const proxy = await proxyForTest()
  for (const NO_PROXY of ['iam.example.com', '.example.com', 'other.example, example.com', '*'])
    await expect(
      send(signIn(named(standIn)), { egress: through(proxy, NO_PROXY), resolve: resolvesTo('127.0.0.1') }),
    ).rejects.toEqual(failure('untrusted', 'ADDRESS_REFUSED'))
  for (const origin of [standIn.endpoints.iam, standIn.endpoints.iam.replace('127.0.0.1', 'localhost')])
    expect((await send(signIn(origin), { egress: through(proxy) })).status).toBe(201)
  expect(proxy.asked).toEqual([])
})

test('SEC-10: the proxy gets no request for our own address either', async () => {
  const proxy = await proxyForTest()
  await expect(
    send(signIn('http://127.0.0.2:4040'), { egress: through(proxy), ownPort: () => 4040 }),
  ).rejects.toEqual(failure('untrusted', 'OWN_ADDRESS'))
  expect(proxy.asked).toEqual([])
})

test.each([
  [403, 'network', 'PROXY_403'],
  [407, 'network', 'PROXY_407'],
  ['close', 'network', 'PROXY_CLOSED'],
  ['hang', 'timeout', 'ANSWER_TIMEOUT'],
] as const)('a proxy that refuses (%s) is told as what it is', async (refusal, kind, code) => {
  const proxy = await proxyForTest(refusal)
  const limits = { ...FAST, whole: 1000 }
  for (const origin of ['https://hss.example.com', 'http://192.0.2.1:8080'])
    await expect(send(signIn(origin), { egress: through(proxy), limits })).rejects.toEqual(
      failure(kind, code),
    )
})

test('a proxy that is not there is a fault of the network', async () => {
  const { url, close } = await startConnectProxy()
  await close()
  await expect(send(signIn('https://hss.example.com'), { egress: through({ url }) })).rejects.toEqual(
    failure('network', 'ECONNREFUSED'),
  )
})

test('credentials in the proxy’s URL go to the proxy alone, and into no error', async () => {
  const proxy = await proxyForTest()
  const standIn = await standInForTest()
  const withUser = { url: proxy.url.replace('//', '//egress:p%40ss-of-the-proxy@') }
  await send(signIn(named(standIn)), { egress: through(withUser) })
  const [tunnel] = proxy.asked
  expect(tunnel?.headers['proxy-authorization']).toBe(`Basic ${btoa('egress:p@ss-of-the-proxy')}`)
  expect(JSON.stringify(standIn.arrivals)).not.toMatch(/proxy/i)

  const refusing = await proxyForTest(407)
  const egress = through({ url: refusing.url.replace('//', '//egress:p%40ss-of-the-proxy@') })
  const error: unknown = await send(signIn('https://hss.example.com'), { egress }).catch(
    (error: unknown) => error,
  )
  expect(error).toEqual(failure('network', 'PROXY_407'))
  expect(inspect(error, { depth: null })).not.toMatch(/egress:|ss-of-the-proxy/)
})

test('the environment of the machine changes nothing by itself', async () => {
  const { endpoints } = await standInForTest()
  const proxy = await proxyForTest()
  for (const name of ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY']) {
    const before = process.env[name]
    process.env[name] = proxy.url
    onTestFinished(() => {
      if (before === undefined) delete process.env[name]
      else process.env[name] = before
    })
  }
  expect((await send(signIn(endpoints.iam))).status).toBe(201)
  expect(proxy.asked).toEqual([])
})
