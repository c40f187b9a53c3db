import { globSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { ServerOptions } from 'node:https'
import { createServer as createTcpServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'

import fc from 'fast-check'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'

import {
  bomb,
  encoding,
  endless,
  gzip,
  hang,
  hostile,
  instead,
  late,
  resetAfter,
  trickle,
  truncated,
  wrongLength,
} from '#test/hss/faults.ts'
import { standInForTest } from '#test/hss/for-test.ts'

import { checkedLookup, destinationOf, isPublic } from './address.ts'
import type { Resolve } from './address.ts'
import { HssError } from './errors.ts'
import { createTransport, draft, LIMITS } from './transport.ts'
import type { HttpRequest } from './transport.ts'

const SIGNAL = new AbortController().signal
const FAST = { connect: 300, tls: 300, firstByte: 300, whole: 600 }

/** A request that the stand-in answers without asking who we are: signing in with the right password. */
const signIn = (origin: string): HttpRequest =>
  draft('POST', origin, '/v3/auth/tokens', {
    body: JSON.stringify({
      auth: {
        identity: {
          methods: ['password'],
          password: { user: { name: 'reader', password: 'stand-in-password', domain: { name: 'stand-in' } } },
        },
        scope: { domain: { name: 'stand-in' } },
      },
    }),
  })

const send = (request: HttpRequest, more: Partial<Parameters<typeof createTransport>[0]> = {}) =>
  createTransport({ ownPort: () => null, ...more })(request, SIGNAL)

/** How a sign-in ended: with all of its answer, with a part of it, or in a failure of some kind. */
const outcomeOf = (sent: Promise<{ text: string }>): Promise<string> =>
  sent.then(
    ({ text }) => (text.endsWith('}}') ? 'whole' : 'cut'),
    (error: unknown) => (error instanceof HssError ? error.kind : String(error)),
  )
const matching = (expected: string | RegExp): unknown =>
  typeof expected === 'string' ? expected : expect.stringMatching(expected)
const failure = (kind: string | RegExp, code: string | RegExp) =>
  expect.objectContaining({ name: 'HssError', kind: matching(kind), code: matching(code) })

function listening(server: Server): Promise<number> {
  onTestFinished(() => void server.close())
  return new Promise(
    (resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)), // oxlint-disable-line typescript/no-unsafe-type-assertion -- it listens on a port
  )
}

describe('an answer', () => {
  test('comes as it is, or packed with gzip', async () => {
    const { endpoints, fail } = await standInForTest()
    fail('iam', gzip())
    const packed = await send(signIn(endpoints.iam))
    expect(packed.status).toBe(201)
    expect(JSON.parse(packed.text)).toHaveProperty('token')
    expect(JSON.parse((await send(signIn(endpoints.iam))).text)).toHaveProperty('token')
  })

  test('F25: carries a token of 32,768 characters in its head', async () => {
    const { endpoints } = await standInForTest({ account: { tokenLength: 32_768 } })
    expect((await send(signIn(endpoints.iam))).headers['x-subject-token']).toHaveLength(32_768)
  })

  test('with more head than that is refused', async () => {
    const { endpoints } = await standInForTest({ account: { tokenLength: 70_000 } })
    await expect(send(signIn(endpoints.iam))).rejects.toEqual(failure('garbled', 'HPE_HEADER_OVERFLOW'))
  })

  test('SEC-02: gives nothing but the four headers that are read', async () => {
    const { endpoints, fail } = await standInForTest()
    fail('iam', hostile)
    const { headers } = await send(signIn(endpoints.iam))
    expect(Object.keys(headers).sort()).toEqual(['date', 'x-request-id', 'x-subject-token'])
  })

  test('F32: a redirect is an answer like any other, and nothing follows it', async () => {
    const { endpoints, fail, arrivals } = await standInForTest()
    fail('iam', instead(302, '', { Location: `${endpoints.hss}/v5/x` }))
    expect((await send(signIn(endpoints.iam))).status).toBe(302)
    expect(arrivals).toHaveLength(1)
  })
})

describe('time', () => {
  test('F03: an endpoint that hangs after the request', async () => {
    const { endpoints, fail } = await standInForTest()
    fail('iam', hang)
    await expect(send(signIn(endpoints.iam), { limits: FAST })).rejects.toEqual(
      failure('timeout', 'FIRST_BYTE_TIMEOUT'),
    )
  })

  test('F04: a body that trickles is cut off by the limit of the whole', async () => {
    const { endpoints, fail } = await standInForTest()
    fail('iam', trickle(20))
    const started = performance.now()
    await expect(send(signIn(endpoints.iam), { limits: FAST })).rejects.toEqual(
      failure('timeout', 'ANSWER_TIMEOUT'),
    )
    expect(performance.now() - started).toBeLessThan(FAST.whole * 2)
  })

  test('F05: an answer within the limits is no failure, however uneven', async () => {
    const { endpoints, fail } = await standInForTest()
    for (const wait of [5, 150, 40]) {
      fail('iam', late(wait))
      expect((await send(signIn(endpoints.iam), { limits: FAST })).status).toBe(201)
    }
  })

  test('a name that is not resolved, and a handshake that does not come, have limits of their own', async () => {
    await expect(
      send(signIn('https://hss.example.com'), { limits: FAST, resolve: () => undefined }),
    ).rejects.toEqual(failure('network', 'CONNECT_TIMEOUT'))
    const port = await listening(createTcpServer((socket) => void socket.on('error', () => undefined)))
    await expect(send(signIn(`https://127.0.0.1:${port}`), { limits: FAST })).rejects.toEqual(
      failure('timeout', 'TLS_TIMEOUT'),
    )
  })

  test('the limits are the agreed ones', () => {
    expect(LIMITS).toEqual({ connect: 3000, tls: 5000, firstByte: 10_000, whole: 15_000 })
  })

  test('a caller that gives up ends the request with its own reason', async () => {
    const { endpoints, fail } = await standInForTest()
    fail('iam', hang)
    const reason = new Error('stopping')
    const giveUp = new AbortController()
    const sent = createTransport({ ownPort: () => null })(signIn(endpoints.iam), giveUp.signal)
    setTimeout(() => giveUp.abort(reason), 50)
    await expect(sent).rejects.toBe(reason)
  })
})

describe('a broken answer', () => {
  test('F06: a connection reset at any byte fails whole', async () => {
    const { endpoints, fail } = await standInForTest({ account: { tokenLength: 100 } })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 600 }), async (bytes) => {
        fail('iam', resetAfter(bytes))
        expect(await outcomeOf(send(signIn(endpoints.iam)))).toMatch(/^(whole|network)$/)
      }),
      { numRuns: 40 },
    )
  })

  test('F08: a length that is not the body’s, and the connection serves nothing else', async () => {
    const { endpoints, fail, arrivals } = await standInForTest()
    fail('iam', wrongLength(5))
    await expect(send(signIn(endpoints.iam))).rejects.toEqual(failure('network', 'ECONNRESET'))
    fail('iam', wrongLength(-5))
    expect(await outcomeOf(send(signIn(endpoints.iam)))).toMatch(/^(cut|garbled)$/)
    expect((await send(signIn(endpoints.iam))).status).toBe(201)
    expect(
      arrivals.every(({ headers }) =>
        headers.some(([name, value]) => name === 'Connection' && value === 'close'),
      ),
    ).toBe(true)
  })

  test('F18: more than 256 KiB is cut off, and the connection with it', async () => {
    const { endpoints, fail } = await standInForTest()
    fail('iam', endless(50_000_000))
    const before = process.memoryUsage().arrayBuffers
    await expect(send(signIn(endpoints.iam))).rejects.toEqual(failure('garbled', 'BODY_TOO_LARGE'))
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5_000_000)
  })

  test.each(['br', 'zstd', 'deflate', 'gzip, gzip', 'x-gzip', 'br, gzip'])(
    'F33, SEC-23: %s is refused unread',
    async (name) => {
      const { endpoints, fail } = await standInForTest()
      fail('iam', encoding(name))
      await expect(send(signIn(endpoints.iam))).rejects.toEqual(failure('garbled', 'CONTENT_ENCODING'))
    },
  )

  test('F33, SEC-23: a gzip bomb is refused before it unpacks, a truncated gzip at its end', async () => {
    const { endpoints, fail } = await standInForTest()
    fail('iam', bomb(50_000_000))
    await expect(send(signIn(endpoints.iam))).rejects.toEqual(failure('garbled', 'BODY_TOO_LARGE'))
    fail('iam', gzip(40))
    await expect(send(signIn(endpoints.iam))).rejects.toEqual(failure('garbled', 'BODY_NOT_TEXT'))
  })

  test('bytes that are no UTF-8', async () => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined)
      socket.end(
        Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n'), Buffer.of(0xc3, 0x28)]),
      )
    })
    const origin = `http://127.0.0.1:${await listening(server)}`
    await expect(send(signIn(origin))).rejects.toEqual(failure('garbled', 'BODY_NOT_TEXT'))
  })

  test.each([
    ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{} '],
    [
      'a length and chunks',
      'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
    ],
    ['a folded header', 'HTTP/1.1 200 OK\r\nX-Request-Id: a\r\n b\r\nContent-Length: 2\r\n\r\n{}'],
    ['a bare line feed', 'HTTP/1.1 200 OK\nX-Request-Id: a\n\n{}'],
    ['another protocol', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'],
    ['nothing', ''],
  ])('SEC-19: %s is no answer', async (_, bytes) => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => socket.end(bytes))
    })
    const origin = `http://127.0.0.1:${await listening(server)}`
    await expect(send(signIn(origin), { limits: FAST })).rejects.toEqual(
      failure(/garbled|network|timeout/, /./),
    )
  })
})

test('SEC-23: nothing of the server unpacks Brotli or Zstandard', async () => {
  const sources = globSync('src/server/**/*.ts')
  const texts = await Promise.all(
    sources.filter((file) => !file.endsWith('.test.ts')).map((file) => readFile(file, 'utf8')),
  )
  expect(texts.length).toBeGreaterThan(50)
  expect(texts.filter((text) => /brotliDecompress|zstdDecompress|unzip/i.test(text))).toEqual([])
})

/** A resolver that gives these addresses, one answer a call, the last one again and again. */
function resolvesTo(...answers: readonly (string | Error)[]): Resolve {
  let calls = 0
  return (_, done) => {
    const answer = answers[Math.min(calls++, answers.length - 1)] ?? ''
    if (answer instanceof Error) done(answer, [])
    else done(null, [{ address: answer, family: answer.includes(':') ? 6 : 4 }])
  }
}

describe('addresses', () => {
  test.each([
    '127.0.0.1',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.169.254',
    '100.100.100.200',
    '192.0.0.192',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fec0::1',
    'fc00::1',
    'fd00:ec2::254',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'ff02::1',
    'no address',
  ])('SEC-09: %s is not public', (address) => expect(isPublic(address)).toBe(false))

  test.each([
    '8.8.8.8',
    '100.63.255.255',
    '100.128.0.1',
    '172.32.0.1',
    '2606:4700::1111',
    '::ffff:8.8.8.8',
    '240e::1',
  ])('%s is public', (address) => expect(isPublic(address)).toBe(true))

  test('SEC-09: a name that leads to one that is not, is refused when connecting, each time anew', async () => {
    const { endpoints, arrivals } = await standInForTest()
    const { port } = new URL(endpoints.iam)
    const name = `http://hss.example.com:${port}`
    await expect(send(signIn(name), { resolve: resolvesTo('127.0.0.1') })).rejects.toEqual(
      failure('untrusted', 'ADDRESS_REFUSED'),
    )
    expect(arrivals).toEqual([])
  })

  test('SEC-09: an answer that changes between two connections is checked both times', () => {
    const lookup = checkedLookup(
      destinationOf('https://hss.example.com', null),
      resolvesTo('8.8.8.8', '127.0.0.1'),
    )
    const answers: unknown[] = []
    for (let call = 0; call < 2; call++)
      lookup('hss.example.com', { all: true }, (error, found) => answers.push(error ?? found))
    expect(answers).toEqual([
      [{ address: '8.8.8.8', family: 4 }],
      expect.objectContaining({ code: 'ADDRESS_REFUSED' }),
    ])
  })

  test('F30: a resolver that fails is a fault of the network, and the address of the next try is checked as well', async () => {
    const noName = Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' })
    const resolve = resolvesTo(noName, '10.1.2.3')
    const call = () => send(signIn('https://hss.example.com'), { resolve, limits: FAST })
    await expect(call()).rejects.toEqual(failure('network', 'ENOTFOUND'))
    await expect(call()).rejects.toEqual(failure('untrusted', 'ADDRESS_REFUSED'))
  })

  test('SEC-10: neither a written nor a resolved address may be our own', async () => {
    const { endpoints, arrivals } = await standInForTest()
    const port = Number(new URL(endpoints.iam).port)
    for (const origin of [endpoints.iam, `http://localhost:${port}`, `http://127.0.0.2:${port}`])
      await expect(send(signIn(origin), { ownPort: () => port })).rejects.toEqual(
        failure('untrusted', 'OWN_ADDRESS'),
      )
    const resolve = resolvesTo('127.0.0.1')
    await expect(
      send(signIn(`http://hss.example.com:${port}`), { ownPort: () => port, resolve }),
    ).rejects.toEqual(failure('untrusted', 'OWN_ADDRESS'))
    expect(arrivals).toEqual([])
  })

  test('localhost, where it is written, is loopback', async () => {
    const { endpoints } = await standInForTest()
    const { port } = new URL(endpoints.iam)
    expect((await send(signIn(`http://localhost:${port}`))).status).toBe(201)
  })
})

describe('TLS', () => {
  const pem = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures/tls', `${name}.pem`))
  const authorities = getCACertificates()
  beforeEach(() => {
    setDefaultCACertificates([...authorities, pem('authority').toString()])
    return () => setDefaultCACertificates(authorities)
  })
  const serve = async (options: ServerOptions): Promise<string> => {
    const server = createServer({ key: pem('server-key'), ...options }, (_, response) => response.end('{}'))
    server.on('tlsClientError', () => undefined)
    return `https://localhost:${await listening(server)}`
  }

  test('a right certificate is accepted', async () => {
    expect((await send(signIn(await serve({ cert: pem('right') })))).text).toBe('{}')
  })

  test.each([
    ['F31: one that has expired', 'expired', 'CERT_HAS_EXPIRED'],
    ['one of another name', 'other-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['one that is self-signed', 'self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ])('SEC-24: %s is refused, whatever the environment says', async (_, name, code) => {
    const origin = await serve({ cert: pem(name) })
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
    onTestFinished(() => void delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'])
    await expect(send(signIn(origin))).rejects.toEqual(failure('untrusted', code))
  })

  test('SEC-24: TLS 1.1 is refused, and so is no TLS', async () => {
    const old = await serve({
      cert: pem('right'),
      minVersion: 'TLSv1.1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    })
    await expect(send(signIn(old))).rejects.toEqual(failure('untrusted', /SSL|EPROTO/))
    const { endpoints } = await standInForTest()
    const port = new URL(endpoints.iam).port
    await expect(send(signIn(`https://localhost:${port}`))).rejects.toEqual(
      failure('untrusted', /SSL|EPROTO/),
    )
  })
})

test('F07: an answer that is cut short but consistent comes as it is', async () => {
  const { endpoints, fail } = await standInForTest()
  fail('iam', truncated(10))
  expect((await send(signIn(endpoints.iam))).text).toHaveLength(10)
})
