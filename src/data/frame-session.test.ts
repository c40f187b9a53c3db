import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { EMBED_SESSION_HEADER, EMBED_SESSIONS_PATH, TICKET_HEADER } from '#contract/embed.ts'

import { createFrameSession } from './frame-session.ts'

const CONSOLE = 'https://console.example.com'
const DATA = 'http://ports.test/api/projects'

/** A frame before a server that takes the tickets t1, t2 … once each, for the sessions s1, s2 … */
function frame() {
  const said: string[] = []
  const known = new Set<string>()
  const used = new Set<string>()
  const server = (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname !== EMBED_SESSIONS_PATH) {
      const session = request.headers.get(EMBED_SESSION_HEADER)
      return Promise.resolve(
        new Response(session, { status: session !== null && known.has(session) ? 200 : 401 }),
      )
    }
    const ticket = request.headers.get(TICKET_HEADER) ?? ''
    if (!/^t\d$/.test(ticket) || used.has(ticket) || searchParams.get('ancestor') !== CONSOLE)
      return Promise.resolve(new Response(null, { status: 401 }))
    used.add(ticket)
    const session = ticket.replace('t', 's')
    known.add(session)
    return Promise.resolve(Response.json({ session, endsIn: 3600 }))
  }
  const session = createFrameSession({
    send: server,
    base: 'http://ports.test',
    wanted: () => void said.push('wanted'),
    opened: () => void said.push('opened'),
    ending: (seconds) => void said.push(`ending ${seconds}`),
    failed: () => void said.push('failed'),
  })
  const ask = () => session.send(new Request(DATA))
  return { ...session, ask, said, known, used }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('requests that are refused wait for one ticket, and are then answered', async () => {
  const { ask, take, said, state } = frame()
  const answers = [ask(), ask()]
  await vi.waitFor(() => expect(said).toEqual(['wanted']))
  expect(state()).toBe('wanted')
  await take('t1', CONSOLE)
  expect(await Promise.all(answers.map(async (answer) => (await answer).text()))).toEqual(['s1', 's1'])
  expect(state()).toBe('open')
})

test('SEC-28: a ticket that was not requested, or that comes again, is ignored', async () => {
  const { ask, take, used } = frame()
  await take('t1', CONSOLE)
  expect([...used]).toEqual([])
  const answer = ask()
  await vi.advanceTimersByTimeAsync(1)
  await take('t2', CONSOLE)
  await take('t3', CONSOLE)
  expect([...used]).toEqual(['t2'])
  expect(await (await answer).text()).toBe('s2')
})

test('a ticket that is refused leaves room for the next one', async () => {
  const { ask, take, said } = frame()
  const answer = ask()
  await vi.advanceTimersByTimeAsync(1)
  await take('forged', CONSOLE)
  expect(said).toEqual(['wanted', 'failed'])
  await take('t1', CONSOLE)
  expect(await (await answer).text()).toBe('s1')
})

test('who waits too long is refused, and a ticket that comes then still opens a session', async () => {
  const { ask, take, state } = frame()
  const answer = ask()
  await vi.advanceTimersByTimeAsync(15_000)
  expect((await answer).status).toBe(401)
  expect(state()).toBe('late')
  expect((await ask()).status).toBe(401)
  await take('t1', CONSOLE)
  expect(state()).toBe('open')
  expect((await ask()).status).toBe(200)
})

test('a new ticket is asked for before the session ends, and when it ended all the same', async () => {
  const { ask, take, said, known } = frame()
  const first = ask()
  await vi.advanceTimersByTimeAsync(1)
  await take('t1', CONSOLE)
  await first
  await vi.advanceTimersByTimeAsync(3540_000)
  expect(said).toEqual(['wanted', 'opened', 'ending 60'])
  await take('t2', CONSOLE)
  expect(await (await ask()).text()).toBe('s2')
  known.clear()
  const again = ask()
  await vi.advanceTimersByTimeAsync(1)
  expect(said).toEqual(['wanted', 'opened', 'ending 60', 'wanted'])
  await take('t3', CONSOLE)
  expect(await (await again).text()).toBe('s3')
})
