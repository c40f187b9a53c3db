import { expect, test } from 'vitest'

import { SERVER_ROWS_PATH, SERVER_PATH, SERVERS_PATH } from '#contract/servers.ts'
import { ServerAnswer, ServerRowsAnswer, ServersAnswer } from '#contract/servers.ts'

import { createDemoEndpoint } from './endpoint.ts'
import { fleetRowSet } from './fleet-answers.ts'

const READ_AT = '2026-12-01T00:00:00.000Z'
const endpoint = createDemoEndpoint(READ_AT, { read: () => null, write: () => true })
const ask = async (path: string, query: string): Promise<unknown> =>
  await (
    await endpoint(
      new Request(`http://127.0.0.1${path}?project=demo&enterprise_project_id=all_granted_eps&${query}`),
    )
  ).json()

test.each(['host', 'container'] as const)(
  'servers behind rows are as many as rows count: %s',
  async (category) => {
    const scopeQuery = { project: 'demo', category, enterpriseProject: 'all_granted_eps' }
    const mark = { id: 1, readFrom: READ_AT, readTo: READ_AT, complete: 1 }
    const list = ServersAnswer.parse(await ask(SERVERS_PATH, `category=${category}&limit=1`))
    const { rows } = ServerRowsAnswer.parse(await ask(SERVER_ROWS_PATH, `category=${category}`))
    const snapshot = list.snapshot?.id ?? 0
    const marks = Array.from({ length: snapshot }, (_, i) => ({ ...mark, id: i + 1 }))
    const now = fleetRowSet({ scopeQuery }, marks)
    expect(list.figures?.affected).toBe(now.mark?.affected)
    const counted = Array.from({ length: now.set.size }, (_, i) => [
      now.set.port[i],
      now.set.types[now.set.type[i] ?? -1],
      now.set.servers[i],
    ])
    expect(rows.map(({ port, type, servers }) => [port, type, servers])).toEqual(
      counted.toSorted(([a = 0, s = ''], [b = 0, t = '']) => Number(a) - Number(b) || (s < t ? -1 : 1)),
    )
  },
)

test('a server has its ports, worst first, and what was opened of them', async () => {
  const { servers } = ServersAnswer.parse(await ask(SERVERS_PATH, 'q=host:dev-27&since=24h'))
  const answer = ServerAnswer.parse(await ask(SERVER_PATH, `id=${servers[0]?.id ?? ''}`))
  expect(answer.server).toMatchObject({ name: 'dev-27', worstTier: 'control', opened: 2 })
  expect(answer.ports[0]).toMatchObject({ port: 5900, status: 'danger', reach: 'all', openSince: READ_AT })
  expect(answer.ports).toHaveLength(answer.server.open)
  expect(answer.changes[0]).toMatchObject({ at: READ_AT, port: 5900, cause: 'opened' })
})
