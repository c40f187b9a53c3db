// Several processes on one PostgreSQL, behind what spreads requests over them.
import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'

import { AUDIT_PATH } from '#contract/audit.ts'
import { ACTION_HEADER } from '#contract/headers.ts'
import { SIGN_IN_PATH } from '#contract/session.ts'
import { VIEWS_PATH } from '#contract/views.ts'
import { newPlace } from '#server/store/testing/stores.ts'
import { serverProgram } from '#test/server/server-process.ts'
import type { ServerProcess, ServerProgram } from '#test/server/server-process.ts'

const TOKEN = 'a-token-of-the-tests-0123456789abcdef'
const MEANT = { [ACTION_HEADER]: 'page' }
const VIEWS = `${VIEWS_PATH}?project=demo`
const STATISTICS = '/v5/demo/asset/port/statistics?enterprise_project_id=all_granted_eps&limit=1000'

let program: ServerProgram
beforeAll(async () => {
  program = await serverProgram()
})
afterAll(() => program.remove())

/** One server process as the proxy in front sees it. */
type Member = { server: ServerProcess; url: string; isUp: boolean }
type Answer = { status: number; text: string; cookie: string }
type Ask = { path: string; method?: string; headers?: Record<string, string> }

/** Asks on a connection of its own, so that nothing is sent on one that the server is just about to end. */
const send = ({ url }: Member, { path, method = 'GET', headers = {} }: Ask): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asking = request(
      `${url}${path}`,
      { method, agent: false, headers: { Host: 'ports.test', ...headers } },
      (incoming) => {
        let text = ''
        incoming.setEncoding('utf8').on('data', (part: string) => void (text += part))
        incoming.on('error', reject)
        incoming.on('end', () => {
          const cookie = incoming.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
          resolve({ status: incoming.statusCode ?? 0, text, cookie })
        })
      },
    )
    asking.on('error', reject)
    asking.end()
  })

/** Where a process listens: what it tells people is where the proxy is. */
async function addressOf({ said }: ServerProcess): Promise<string> {
  for (;;) {
    const url = /"url":"([^"]+)"/.exec(said.err)?.[1]
    if (url !== undefined) return url
    await sleep(10)
  }
}

const isRefused = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED'

/** Two processes, and a proxy's job: it checks which is ready, and resends only what no process took. */
async function team() {
  const { place, remove } = await newPlace('PostgreSQL')
  if (!('databaseUrl' in place)) throw new Error('a place without a URL')
  const { databaseUrl } = place
  const join = async (): Promise<Member> => {
    const server = program.run([], {
      DATABASE_URL: databaseUrl,
      OPENPORTS_TOKEN: TOKEN,
      OPENPORTS_SIGN_IN: 'token',
      OPENPORTS_PUBLIC_URL: 'https://ports.test',
      OPENPORTS_STOP_WAIT: '1',
    })
    await server.ready()
    const member = { server, url: await addressOf(server), isUp: true }
    void look(member)
    return member
  }
  const look = async (member: Member): Promise<void> => {
    do {
      const answer = await send(member, { path: '/readyz' }).catch(() => null)
      if (answer?.status !== 200) member.isUp = false
      await sleep(20)
    } while (member.isUp)
  }
  const members = await Promise.all([join(), join()])
  onTestFinished(async () => {
    for (const { server } of members) server.child.kill('SIGKILL')
    await remove()
  })
  return { members, join }
}

/** A user at work on one process, and on another as soon as the first is gone. */
function worker(name: string, members: Member[], home: number, session: string) {
  const work: Ask[] = [
    { path: STATISTICS },
    { path: `${VIEWS}&name=${name}&query=port%3D22`, method: 'PUT', headers: MEANT },
    { path: VIEWS },
    { path: AUDIT_PATH },
  ]
  const seen = { answered: 0, failed: [] as string[] }
  const done = new AbortController()
  const askOnce = async (ask: Ask): Promise<void> => {
    const [own, other] = [members[home]!, members[1 - home]!]
    const to = own.isUp ? own : other
    try {
      const { status } = await send(to, { ...ask, headers: { ...ask.headers, Cookie: session } })
      if (status < 300) seen.answered += 1
      else seen.failed.push(`${ask.path}: ${status}`)
    } catch (error) {
      to.isUp = false
      if (isRefused(error)) return await askOnce(ask)
      seen.failed.push(`${ask.path}: ${String(error)}`)
    }
  }
  const working = (async () => {
    for (let at = 0; !done.signal.aborted; at += 1) await askOnce(work[at % work.length]!)
  })()
  return {
    seen,
    /** Resolves after some more answers. */
    goesOn: async () => {
      const enough = seen.answered + 12
      while (seen.answered < enough) await sleep(10)
    },
    end: () => {
      done.abort()
      return working
    },
  }
}

test('of two processes, a stopped one fails no request, and a killed one only those in flight', async () => {
  const { members, join } = await team()
  const [one, other] = members
  const { status, cookie } = await send(one, {
    path: SIGN_IN_PATH,
    method: 'POST',
    headers: { ...MEANT, 'X-Auth-Token': TOKEN },
  })
  expect([status, cookie]).toEqual([204, expect.stringMatching(/^__Host-openports=[\w-]{43}$/)])

  // Signed in at one, at work on the other: both show the same.
  const session = { Cookie: cookie }
  const saving = `${VIEWS}&name=worst&query=status%3Ddanger`
  const saved = await send(other, { path: saving, method: 'PUT', headers: { ...session, ...MEANT } })
  expect(saved.status).toBe(204)
  for (const [path, shown] of [
    [STATISTICS, '"port":22,'],
    [VIEWS, '"worst"'],
    [AUDIT_PATH, '"viewSaved"'],
  ] as const) {
    const [here, there] = [
      await send(one, { path, headers: session }),
      await send(other, { path, headers: session }),
    ]
    expect([here.status, there.status, there.text]).toEqual([200, 200, here.text])
    expect(here.text).toContain(shown)
  }

  const workers = [0, 1, 0, 1, 0, 1].map((home, at) => worker(`view-${at}`, members, home, cookie))
  const allGoOn = () => Promise.all(workers.map(({ goesOn }) => goesOn()))
  const failures = () => workers.map(({ seen }) => seen.failed)
  await allGoOn()

  one.server.child.kill('SIGTERM')
  expect((await one.server.ended).code).toBe(0)
  await allGoOn()
  expect(failures().flat()).toEqual([])
  members[0] = await join()
  await allGoOn()

  other.server.child.kill('SIGKILL')
  await other.server.ended
  await allGoOn()
  members[1] = await join()
  await allGoOn()
  // Each has one request under way at a time, those of even number on the process that lives.
  const lost = failures().map(({ length }) => length)
  expect(lost.filter((_, at) => at % 2 === 0)).toEqual([0, 0, 0])
  expect(Math.max(...lost)).toBeLessThanOrEqual(1)

  await Promise.all(workers.map(({ end }) => end()))
}, 60_000)
