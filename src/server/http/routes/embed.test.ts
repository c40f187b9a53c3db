import { expect, onTestFinished, test } from 'vitest'

import {
  EMBED_SESSION_HEADER,
  EMBED_SESSIONS_PATH,
  EMBED_TICKETS_PATH,
  EmbedSessionAnswer,
  TICKET_HEADER,
  TicketAnswer,
} from '#contract/embed.ts'
import { ACTION_HEADER } from '#contract/headers.ts'
import { responseHeaders, withFrameAncestors } from '#server/http/headers/response-headers.ts'
import { withAncestorsNamed, staticFile } from '#server/http/static-files.ts'
import { createTestApp, openTestStore, TEST_PAGE, TYPED } from '#test/server/test-app.ts'

const CONSOLE = 'https://console.example.com'
const MEANT = { [ACTION_HEADER]: 'page' }
const FOR_CONSOLE = `?ancestor=${encodeURIComponent(CONSOLE)}`
const DATA = '/api/projects'

/** A server whose page the console may frame. */
async function server() {
  const store = await openTestStore()
  onTestFinished(store.close)
  const page = TEST_PAGE
  const script = staticFile('/embed.js', Buffer.from('void 0'))
  const made = await createTestApp(store, {
    ancestors: [CONSOLE],
    page: withAncestorsNamed({ ...page, files: new Map([...page.files, ['/embed.js', script]]) }, [CONSOLE]),
    headers: withFrameAncestors(responseHeaders(), [CONSOLE]),
  })
  const ticket = async (query = FOR_CONSOLE) => {
    const answer = await made.ask(`${EMBED_TICKETS_PATH}${query}`, MEANT, 'POST')
    return TicketAnswer.parse(await answer.json()).ticket
  }
  const trade = (ticket: string, headers: Record<string, string> = {}, query = FOR_CONSOLE) =>
    made.visit(
      `${EMBED_SESSIONS_PATH}${query}`,
      { ...MEANT, 'Sec-Fetch-Site': 'same-origin', [TICKET_HEADER]: ticket, ...headers },
      'POST',
    )
  const session = async () => EmbedSessionAnswer.parse(await (await trade(await ticket())).json()).session
  const cookie = async () =>
    (await made.visit('/', TYPED)).headers.get('Set-Cookie')?.split(';')[0]?.split('=')[1] ?? ''
  return { ...made, ticket, trade, session, cookie }
}

test('a ticket is traded for a session that a header brings, and no cookie', async () => {
  const { visit, ticket, trade } = await server()
  const answer = await trade(await ticket())
  expect(answer.status).toBe(200)
  expect(answer.headers.get('Set-Cookie')).toBeNull()
  expect(answer.headers.get('Cache-Control')).toBe('no-store')
  const { session } = EmbedSessionAnswer.parse(await answer.json())
  expect((await visit(DATA, { [EMBED_SESSION_HEADER]: session })).status).toBe(200)
  expect((await visit(DATA, { [EMBED_SESSION_HEADER]: `${session}x` })).status).toBe(401)
})

test('SEC-28: a ticket is not taken twice, nor of another frame, nor at another name', async () => {
  const { ticket, trade } = await server()
  const used = await ticket()
  expect((await trade(used)).status).toBe(200)
  expect((await trade(used)).status).toBe(401)
  expect((await trade(await ticket(), {}, '?ancestor=https://evil.example')).status).toBe(401)
  expect((await trade(await ticket(), { Host: 'ports.example.com' })).status).toBe(401)
  expect((await trade('')).status).toBe(401)
})

test('SEC-29: a frame’s session is none of a cookie’s, nor the other way round', async () => {
  const { visit, session, cookie } = await server()
  const [frames, browsers] = [await session(), await cookie()]
  expect((await visit(DATA, { Cookie: `openports-4040=${frames}` })).status).toBe(401)
  expect((await visit(DATA, { [EMBED_SESSION_HEADER]: browsers })).status).toBe(401)
  expect((await visit(DATA, { Cookie: `openports-4040=${browsers}` })).status).toBe(200)
  // The header decides alone, so that a cookie never stands in for a session that ended.
  const both = { Cookie: `openports-4040=${browsers}`, [EMBED_SESSION_HEADER]: 'ended' }
  expect((await visit(DATA, both)).status).toBe(401)
})

test('SEC-25: another site neither gets nor trades a ticket', async () => {
  const { ask, visit, ticket, trade, session, cookie } = await server()
  for (const site of ['cross-site', 'same-site']) {
    const answer = await trade(await ticket(), { 'Sec-Fetch-Site': site })
    expect([site, answer.status]).toEqual([site, 403])
    const own = { [EMBED_SESSION_HEADER]: await session(), 'Sec-Fetch-Site': site }
    expect((await visit(DATA, own)).status).toBe(401)
  }
  const tickets = `${EMBED_TICKETS_PATH}${FOR_CONSOLE}`
  expect((await ask(tickets, {}, 'POST')).status).toBe(403)
  expect((await visit(tickets, MEANT, 'POST')).status).toBe(401)
  for (const person of [
    { Cookie: `openports-4040=${await cookie()}` },
    { [EMBED_SESSION_HEADER]: await session() },
  ])
    expect((await visit(tickets, { ...MEANT, ...person }, 'POST')).status).toBe(403)
})

test('a ticket is given for listed ancestors and known projects’ grants alone', async () => {
  const { ask } = await server()
  const answers = await Promise.all(
    ['?ancestor=https://evil.example', '', '?ancestor=null', `${FOR_CONSOLE}&role=admin`].map((query) =>
      ask(`${EMBED_TICKETS_PATH}${query}`, MEANT, 'POST'),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual([403, 400, 400, 400])
})

test('SEC-27: the page names who may frame it, in its policy and in its document; no origin may frame data', async () => {
  const { visit, ask } = await server()
  const page = await visit('/')
  expect(page.headers.get('Content-Security-Policy')).toContain(`frame-ancestors ${CONSOLE};`)
  const policies = ['iframe', 'frame', 'document', 'image', 'empty'].map(async (destination) => {
    const { headers } = await visit('/', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': destination })
    expect(headers.get('Content-Security-Policy')).toContain(`frame-ancestors ${CONSOLE};`)
    return headers.get('Cross-Origin-Resource-Policy')
  })
  const [open, closed] = ['cross-origin', 'same-origin']
  expect(await Promise.all(policies)).toEqual([open, open, closed, closed, closed])
  expect(page.headers.get('Cross-Origin-Resource-Policy')).toBe(closed)
  for (const path of [DATA, '/favicon.svg', '/nothing'])
    expect((await ask(path)).headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'")

  const store = await openTestStore()
  onTestFinished(store.close)
  const { visit: visitUnframed } = await createTestApp(store)
  const unframed = await visitUnframed('/', { 'Sec-Fetch-Dest': 'iframe' })
  expect(unframed.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'")
  expect(unframed.headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin')
})

test('the document names the origins that may talk to it', async () => {
  const index = staticFile('/index.html', Buffer.from('<html><head></head></html>'))
  const page = withAncestorsNamed({ index: () => Promise.resolve(index), files: new Map(), build: 'b' }, [
    CONSOLE,
    'http://localhost:3000',
  ])
  expect(Buffer.from((await page.index()).body).toString()).toBe(
    `<html><head><meta name="openports-frame-ancestors" content="${CONSOLE} http://localhost:3000" /></head></html>`,
  )
  expect(await page.index()).toBe(await page.index())
})

test('the script for consoles is theirs alone to load from another origin', async () => {
  const { visit } = await server()
  const allowed = async (path: string, origin: string) => {
    const { headers } = await visit(path, { Origin: origin })
    return [headers.get('Access-Control-Allow-Origin'), headers.get('Vary')?.includes('Origin') ?? false]
  }
  expect(await allowed('/embed.js', CONSOLE)).toEqual([CONSOLE, true])
  expect(await allowed('/embed.js', 'https://evil.example')).toEqual([null, true])
  expect(await allowed('/embed.js', 'null')).toEqual([null, true])
  expect((await allowed('/favicon.svg', CONSOLE))[0]).toBeNull()
  expect((await allowed('/', CONSOLE))[0]).toBeNull()
})

test('SEC-08: no answer sends a browser to where a request says', async () => {
  const { visit, ask } = await server()
  const targets = [
    '//evil.example',
    '/%2f%2fevil.example',
    '/..//evil.example',
    '/\\evil.example',
    'https:evil.example',
  ]
  for (const target of targets)
    for (const path of [
      `/${target}`.replace(/^\/\/\//, '//'),
      `/?next=${target}&redirect=${target}&url=${target}`,
      `/v5/${encodeURIComponent(target)}/asset/port/statistics`,
      `/api/sign-in?return=${target}`,
    ])
      for (const method of ['GET', 'POST'])
        for (const answer of [
          await visit(encodeURI(path), { Referer: 'https://evil.example/' }, method),
          await ask(encodeURI(path), MEANT, method),
        ]) {
          const { status, headers } = answer
          expect([path, status >= 300 && status < 400, headers.get('Location')]).toEqual([path, false, null])
        }
})
