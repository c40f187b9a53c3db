import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'

import { faultless, head } from './answer.ts'
import type { Answer, Fault } from './answer.ts'

/** Accepts the request and never answers. */
export const hang: Fault = () => undefined

/** Resets the connection after so many bytes of the answer, head included. */
export const resetAfter =
  (bytes: number): Fault =>
  (answer, socket) => {
    const whole = wire(answer)
    // Once the bytes have left; a reset drops whatever is still on its way.
    socket.write(whole.subarray(0, bytes), () => setTimeout(() => socket.resetAndDestroy(), 20))
  }

/** One byte of the body at a time. */
export const trickle =
  (every: number): Fault =>
  async (answer, socket) => {
    socket.write(head(answer))
    for (const byte of answer.body) {
      if (socket.destroyed) return
      socket.write(Buffer.of(byte))
      await sleep(every)
    }
    socket.end()
  }

/** The answer as it should be, but late. */
export const late =
  (ms: number): Fault =>
  async (answer, socket) => {
    await sleep(ms)
    await faultless(answer, socket)
  }

/** Another answer instead: a refusal, a redirect, a page. */
export const instead =
  (status: number, body: string | object, headers: Record<string, string> = {}): Fault =>
  (answer, socket) =>
    faultless(
      {
        status,
        headers: { ...answer.headers, ...headers },
        body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
      },
      socket,
    )

/** The right status and headers, with a body of one's choice. */
export const body =
  (text: string | object): Fault =>
  (answer, socket) =>
    instead(200, text)(answer, socket)

/** The right answer, cut short, and consistent about it. */
export const truncated =
  (bytes: number): Fault =>
  (answer, socket) =>
    faultless({ ...answer, body: answer.body.subarray(0, bytes) }, socket)

/** Says that the body is longer or shorter than it is. */
export const wrongLength =
  (difference: number): Fault =>
  (answer, socket) => {
    socket.write(head(answer, answer.body.length + difference))
    socket.end(answer.body)
  }

/** Packed with gzip, as was offered; cut short where `bytes` says so. */
export const gzip =
  (bytes?: number): Fault =>
  (answer, socket) =>
    faultless(encoded(answer, 'gzip', gzipSync(answer.body).subarray(0, bytes)), socket)

/** Labelled with an encoding that was not offered. */
export const encoding =
  (name: string): Fault =>
  (answer, socket) =>
    faultless(encoded(answer, name, gzipSync(answer.body)), socket)

/** Little on the wire that unpacks to `bytes`. */
export const bomb =
  (bytes: number): Fault =>
  (answer, socket) =>
    faultless(encoded(answer, 'gzip', gzipSync(Buffer.alloc(bytes, ' '))), socket)

/** A body of so many bytes, as fast as it is taken. */
export const endless =
  (bytes: number): Fault =>
  (answer, socket) => {
    const chunk = Buffer.alloc(64 * 1024, ' ')
    const chunks = Array.from({ length: Math.ceil(bytes / chunk.length) }, () => chunk)
    socket.write(head(answer, chunks.length * chunk.length))
    Readable.from(chunks).pipe(socket)
  }

/** Everything that an answer can try on a browser or a client that trusts it. */
export const hostile: Fault = instead(200, '<!doctype html><script>alert(document.domain)</script>', {
  'Content-Type': 'text/html',
  'Set-Cookie': 'session=stolen; Path=/',
  Location: 'https://evil.example/',
  Refresh: '0; url=https://evil.example/',
  'Strict-Transport-Security': 'max-age=0',
  'Content-Security-Policy': "default-src * 'unsafe-inline'",
  'Clear-Site-Data': '"*"',
  'Access-Control-Allow-Origin': '*',
})

/** Rows that are none, among one that is. */
const unreadable = body({
  total_num: 4,
  data_list: [
    { port: 22, type: 'TCP', num: 7, status: 'unknow' },
    { port: 65_536, type: 'TCP', num: 1, status: 'danger' },
    { port: 80, type: 'TCP', num: -1, status: 'danger' },
    { port: '443', type: 'TCP', num: 1, status: 'danger' },
  ],
})

export const throttled = (retryAfter?: string): Fault =>
  instead(
    429,
    { error_code: 'APIG.0308', error_msg: 'The throttling threshold has been reached', request_id: 'g' },
    retryAfter === undefined ? {} : { 'Retry-After': retryAfter },
  )

/** The names of the faults that a person at the page can choose. */
const BY_NAME: Readonly<Record<string, Fault>> = {
  hang,
  reset: resetAfter(200),
  trickle: trickle(50),
  slow: late(9000),
  500: instead(500, { error_code: 'HSS.0041', error_description: '查询失败' }),
  503: instead(503, 'Service Unavailable'),
  429: throttled('60'),
  forbidden: instead(400, { error_code: 'HSS.0013', error_description: '权限不足' }),
  garbage: truncated(100),
  redirect: instead(302, '', { Location: 'https://evil.example/' }),
  brotli: encoding('br'),
  bomb: bomb(100_000_000),
  html: hostile,
  gap: body({ total_num: 500, data_list: [] }),
  rows: unreadable,
}

/** Enterprise projects whose calls all end in a fault, one for each. */
export const FAULTY_PROJECTS = Object.keys(BY_NAME).map((name) => ({
  id: `fault-${name}`,
  name: `Fault: ${name}`,
}))

export const faultNamed = (enterpriseProject: string): Fault | undefined =>
  BY_NAME[/^fault-(\w+)$/.exec(enterpriseProject)?.[1] ?? '']

const wire = (answer: Answer): Buffer => Buffer.concat([Buffer.from(head(answer)), answer.body])

const encoded = (answer: Answer, name: string, bytes: Buffer): Answer => ({
  ...answer,
  headers: { ...answer.headers, 'Content-Encoding': name },
  body: bytes,
})
