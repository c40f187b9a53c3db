import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer as createTcpServer } from 'node:net'

import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'

import {
  bomb,
  encoding,
  endless,
  gzip,
  hang,
  hostile,
  late,
  resetAfter,
  trickle,
  wrongLength,
} from '#test/hss/faults.ts'
import { standInForTest } from '#test/hss/for-test.ts'

import { HssError } from './errors.ts'
import { FAST, failure, listening, send, signIn } from './testing/sending.ts'
import { createTransport } from './transport.ts'

/** How a sign-in ended: with all of its answer, with a part of it, or in a failure of some kind. */
const outcomeOf = (sent: Promise<{ text: string }>): Promise<string> =>
  sent.then(
    ({ text }) => (text.endsWith('}}') ? 'whole' : 'cut'),
    (error: unknown) => (error instanceof HssError ? error.kind : String(error)),
  )
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
    await expect(send(signIn(endpoints.iam))).rejects.toEqual(failure('garbled', 'HEADERS_TOO_LARGE'))
  })

  test('SEC-02: gives nothing but the four headers that are read', async () => {
    const { endpoints, fail } = await standInForTest()
    fail('iam', hostile)
    const { headers } = await send(signIn(endpoints.iam))
    expect(Object.keys(headers).sort()).toEqual(['date', 'x-request-id', 'x-subject-token'])
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
    await expect(send(signIn(endpoints.iam), { limits: { ...FAST, whole: 300 } })).rejects.toEqual(
      failure('timeout', 'ANSWER_TIMEOUT'),
    )
    expect(performance.now() - started).toBeLessThan(600)
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

  test('a caller that gives up ends the request with its own reason', async () => {
    const { arrivals, endpoints, fail } = await standInForTest()
    fail('iam', hang)
    const reason = new Error('stopping')
    const giveUp = new AbortController()
    const sent = createTransport({ ownPort: () => null })(signIn(endpoints.iam), giveUp.signal)
    await vi.waitFor(() => expect(arrivals).toHaveLength(1))
    giveUp.abort(reason)
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
    await expect(send(signIn(endpoints.iam))).rejects.toEqual(failure('network', 'CLOSED'))
    fail('iam', wrongLength(-5))
    expect(await outcomeOf(send(signIn(endpoints.iam)))).toMatch(/^(cut|garbled)$/)
    expect((await send(signIn(endpoints.iam))).status).toBe(201)
    expect(
      arrivals.every(({ headers }) =>
        headers.some(([name, value]) => /^connection$/i.test(name) && value === 'close'),
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
