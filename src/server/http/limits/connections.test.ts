import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { get } from 'node:http'
import { get as getByTls } from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import { describe, expect, onTestFinished, test } from 'vitest'

import { AUDIT_PATH } from '#contract/audit.ts'
import { readCertificate } from '#server/http/certificate.ts'
import { createAllowedHosts } from '#server/http/headers/allowed-hosts.ts'
import { appHandler, LIMITS, listen } from '#server/http/listen.ts'
import type { Limits } from '#server/http/listen.ts'
import { getRequest, openSocket, openTlsSocket } from '#test/server/raw-http.ts'
import { createTestApp, openTestStore, REJECTIONS, testOperations, TOKEN } from '#test/server/test-app.ts'

import { createAdmissionControl } from './admission.ts'
import type { RejectedRequest } from './malformed-request.ts'

const file = (name: string): string =>
  fileURLToPath(new URL(`../../hss/fixtures/tls/${name}.pem`, import.meta.url))
const certificate = readCertificate({ certFile: file('right'), keyFile: file('server-key') })

/** So large that no buffer of this machine's network takes an answer of it whole. */
const LARGE = 24 * 1024 * 1024
const HASTY: Limits = { ...LIMITS, unreadTimeout: 500, connectionsCheckingInterval: 50 }

describe.each([
  { by: 'plain HTTP', certificate: undefined, open: openSocket, get },
  { by: 'TLS', certificate, open: openTlsSocket, get: getByTls },
])('by $by', ({ certificate, open, get }) => {
  /** A server with the whole app and real limits of admission, whose projects have long names. */
  async function appServer(limits: Limits = LIMITS) {
    const store = await openTestStore()
    const admission = createAdmissionControl()
    const refused: RejectedRequest[] = []
    const refusing = { ...REJECTIONS, report: (one: RejectedRequest) => void refused.push(one) }
    const apps: Awaited<ReturnType<typeof createTestApp>>['app'][] = []
    let asked = 0
    let parsed = 0
    const place = { host: '127.0.0.1', port: 0, certificate }
    const server = await listen(
      place,
      refusing,
      (_, http) => {
        http.on('request', () => (parsed += 1))
        return appHandler((request, bindings) => {
          asked += 1
          return apps[0]?.fetch(request, bindings) ?? new Response(null, { status: 500 })
        }, refusing)
      },
      limits,
    )
    const host = `127.0.0.1:${server.port}`
    const hosts = createAllowedHosts({ host: '127.0.0.1', port: server.port }, [])
    const long = { id: 'x', name: 'n'.repeat(LARGE), kind: 'demo' as const, enterpriseProjects: [] }
    const projects = () => Promise.resolve([long])
    const operations = testOperations({ admission })
    apps.push((await createTestApp({ ...store, projects }, { hosts, operations })).app)
    onTestFinished(async () => {
      await server.stop()
      await store.close()
    })
    /** Requests on a connection of its own, with the token. */
    const ask = (path: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const headers = { 'X-Auth-Token': TOKEN }
        const options = { port: server.port, path, headers, agent: false, rejectUnauthorized: false }
        const asked = get(options, (answer) => {
          answer.resume()
          answer.once('end', () => resolve(answer.statusCode))
        })
        asked.on('error', reject)
      })
    const line = (path: string, ...headers: string[]) =>
      getRequest(path, host, ...headers).replace('Connection: close\r\n', '')
    return { server, admission, refused, ask, line, asked: () => asked, parsed: () => parsed }
  }

  /** A server that answers with bytes, and tells when its first answer is over: whether all of it was taken. */
  async function bytesServer(limits: Limits, answer: (outgoing: ServerResponse) => void) {
    const over = Promise.withResolvers<boolean>()
    const server = await listen(
      { host: '127.0.0.1', port: 0, certificate },
      REJECTIONS,
      () => (_, outgoing) => {
        outgoing.once('close', () => over.resolve(outgoing.writableFinished))
        answer(outgoing)
      },
      limits,
    )
    onTestFinished(server.stop)
    return { server, isTaken: over.promise }
  }

  test('a client that sends hundreds of requests and reads nothing is cut off, and takes room from no other', async () => {
    const { server, admission, refused, ask, line, asked, parsed } = await appServer()
    const socket = await open(server.port)
    socket.pause()
    socket.write(line('/assets/index-AbCd1234.js').repeat(40) + line('/api/session').repeat(600))
    while (refused.length === 0) await sleep(10)
    expect(refused).toEqual([{ status: 429, reason: 'pipelining', address: '127.0.0.1' }])
    expect(asked()).toBeLessThanOrEqual(1)
    expect(parsed()).toBeLessThanOrEqual(LIMITS.maxWaiting + 1) // what came in one piece is not even parsed
    expect(await ask('/api/session')).toBe(200)
    expect(await ask(AUDIT_PATH)).toBe(200)
    expect(admission.inFlight()).toBe(0)
    socket.destroy()
  })

  test('a client that sends one request more than may wait is cut off, however it comes', async () => {
    const begun = Promise.withResolvers<void>()
    const { server, isTaken } = await bytesServer(LIMITS, () => begun.resolve())
    const socket = await open(server.port)
    const request = getRequest('/', 'localhost').replace('Connection: close\r\n', '')
    socket.write(request.repeat(LIMITS.maxWaiting + 1))
    await begun.promise
    socket.write(request)
    expect(await isTaken).toBe(false)
  })

  test('what waits on a connection is answered in turn, one at a time', async () => {
    let underWay = 0
    let most = 0
    const server = await listen({ host: '127.0.0.1', port: 0, certificate }, REJECTIONS, () => {
      return (incoming, outgoing) => {
        most = Math.max(most, ++underWay)
        setImmediate(() => {
          outgoing.end(`${incoming.url};`)
          underWay -= 1
        })
      }
    })
    onTestFinished(server.stop)
    const socket = await open(server.port)
    const paths = Array.from({ length: LIMITS.maxWaiting + 1 }, (_, i) => `/${i}`)
    socket.write(
      paths.map((path) => getRequest(path, 'localhost').replace('Connection: close\r\n', '')).join(''),
    )
    let said = ''
    for await (const part of socket) {
      said += part
      if (said.includes(`${paths.at(-1)};`)) break
    }
    expect(said.match(/\/\d+(?=;)/g)).toEqual(paths)
    expect(most).toBe(1)
  })

  test('a client that takes nothing of its answer is cut off', async () => {
    const { server, isTaken } = await bytesServer(HASTY, (outgoing) => void outgoing.end(Buffer.alloc(LARGE)))
    const socket = await open(server.port)
    socket.pause()
    socket.write(getRequest('/', 'localhost'))
    expect(await isTaken).toBe(false)
    socket.destroy()
  })

  test('a client that takes its answer slowly gets all of it', async () => {
    const piece = Buffer.alloc(65_536)
    const { server, isTaken } = await bytesServer({ ...HASTY, unreadTimeout: 2_000 }, (outgoing) => {
      let left = LARGE / 2
      const write = (): void => {
        while (left > 0) {
          left -= piece.length
          if (!outgoing.write(piece)) return void outgoing.once('drain', write)
        }
        outgoing.end()
      }
      write()
    })
    const socket = await open(server.port)
    const begin = performance.now()
    let got = 0
    socket.on('data', (part: Buffer) => {
      got += part.length
      socket.pause()
      setTimeout(() => socket.resume(), part.length / 5_000)
    })
    socket.write(getRequest('/', 'localhost'))
    expect(await isTaken).toBe(true)
    await once(socket, 'close')
    expect(got).toBeGreaterThan(LARGE / 2)
    expect(performance.now() - begin).toBeGreaterThan(2_000)
  })

  test('an answer that its client does not take holds no room', async () => {
    const { server, admission, line } = await appServer()
    const socket = await open(server.port)
    socket.pause()
    socket.write(line('/api/projects', `X-Auth-Token: ${TOKEN}`))
    while (admission.inFlight() === 0) await sleep(1)
    while (admission.inFlight() > 0) await sleep(20)
    expect(socket.closed).toBe(false)
    socket.destroy()
  })

  test('F34: a request in flight is answered when the server stops, and no further connection is taken', async () => {
    const held = Promise.withResolvers<ServerResponse>()
    const server = await listen({ host: '127.0.0.1', port: 0, certificate }, REJECTIONS, () => {
      return (_, outgoing) => held.resolve(outgoing)
    })
    const socket = await open(server.port)
    const said = socket.toArray()
    socket.write(getRequest('/', 'localhost').replace('close', 'keep-alive'))
    const outgoing = await held.promise
    const stopped = server.stop()
    await sleep(200) // idle connections are looked for meanwhile
    await expect(open(server.port)).rejects.toThrow('ECONNREFUSED')
    outgoing.end('well')
    await stopped
    expect(Buffer.concat(await said).toString()).toMatch(/^HTTP\/1\.1 200 OK\r\n.*well$/s)
  })
})

test('a connection on which the client does not begin TLS does not keep the server from stopping', async () => {
  const server = await listen({ host: '127.0.0.1', port: 0, certificate }, REJECTIONS, () => () => {})
  const socket = await openSocket(server.port)
  const begin = performance.now()
  await Promise.all([server.stop(), once(socket.resume(), 'close')])
  expect(performance.now() - begin).toBeLessThan(2_000)
})

test('a connection on which the client does not speak TLS is ended', async () => {
  const limits = { ...LIMITS, handshakeTimeout: 200 }
  const server = await listen({ host: '127.0.0.1', port: 0, certificate }, REJECTIONS, () => () => {}, limits)
  onTestFinished(server.stop)
  const socket = await openSocket(server.port)
  await expect(once(socket.resume(), 'close')).resolves.toBeDefined()
})
