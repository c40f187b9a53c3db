// The demo without a server answers as the server does: both are asked the same, over the same fleet.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { decodeColumns } from '#analysis/columns.ts'
import { COLUMNS_TYPE } from '#contract/columns.ts'
import { ACTION_HEADER } from '#contract/headers.ts'
import { ALL_ENTERPRISE_PROJECTS, CATEGORIES } from '#contract/scope.ts'
import { ServersAnswer } from '#contract/servers.ts'
import { SnapshotsAnswer } from '#contract/snapshots.ts'
import { createDemoEndpoint } from '#demo/endpoint/endpoint.ts'
import { ESTATE } from '#demo/estate.ts'
import { PAST } from '#demo/story.ts'
import { loadDemoFleet } from '#server/inventory/demo.ts'
import type { Store } from '#server/store/types.ts'
import { createTestApp, openTestStore } from '#test/server/test-app.ts'

const READ_AT = '2026-11-24T08:00:00.000Z'

function demo() {
  let text: string | null = null
  const send = createDemoEndpoint(READ_AT, { read: () => text, write: (next) => void (text = next) })
  return (path: string, headers: HeadersInit = {}, method = 'GET') =>
    send(new Request(new URL(path, 'http://demo.test/some/folder/'), { headers, method }))
}

let store: Store
let ask: Awaited<ReturnType<typeof createTestApp>>['ask']
beforeAll(async () => {
  store = await openTestStore()
  await loadDemoFleet(store, { readFrom: READ_AT, readTo: READ_AT })
  ask = (await createTestApp(store)).ask
})
afterAll(() => store.close())

/** An answer without what only a server knows: ids of hosts and requests, and the number of its snapshot. */
async function told(answer: Response) {
  const text = await answer.text()
  const body = text
    .replaceAll(/"host_id":"[^"]*"/g, '"host_id":""')
    .replaceAll(/"id":"[^"]*"/g, '"id":""')
    .replaceAll(/"request_id":"[^"]*"/g, '"request_id":""')
    .replaceAll(/"(snapshot|from|to)":\{"id":\d+/g, '"$1":{"id":0')
  return {
    status: answer.status,
    read: answer.headers.get('Openports-Read-To'),
    complete: answer.headers.get('Openports-Complete'),
    body: text === '' ? null : (JSON.parse(body) as unknown),
  }
}

const parameters = (fields: Record<string, fc.Arbitrary<string>>) =>
  fc
    .record(fields, { requiredKeys: [] })
    .map((given) =>
      new URLSearchParams(Object.entries(given).map(([name, value]) => [name, value ?? ''])).toString(),
    )

const scope = {
  category: fc.constantFrom(...CATEGORIES),
  enterprise_project_id: fc.constantFrom(ALL_ENTERPRISE_PROJECTS, ...ESTATE.map(({ id }) => id), 'gone'),
  limit: fc.constantFrom('10', '37', '200'),
  offset: fc.constantFrom('0', '1', '40', '5000'),
}
const port = fc.constantFrom('22', '23', '53', '80', '443', '2375', '5432', '8080', '60000', '99999')
const type = fc.constantFrom('TCP', 'TCP6', 'UDP', 'UDP6', 'SCTP')

test('statistics are the server’s', async () => {
  const queries = parameters({
    ...scope,
    port,
    port_string: fc.constantFrom('2', '80', '443'),
    type,
    status: fc.constantFrom('danger', 'unknow', 'unknown', 'normal'),
    sort_key: fc.constantFrom('port', 'type', 'num', 'status'),
    sort_dir: fc.constantFrom('asc', 'desc', 'up'),
  })
  await expect(alike(queries, '/v5/demo/asset/port/statistics')).resolves.toBeUndefined()
})

test.each(CATEGORIES)('columns are the server’s, with when its rows began: %s', async (category) => {
  for (const enterpriseProject of [ALL_ENTERPRISE_PROJECTS, ...ESTATE.map(({ id }) => id)]) {
    const path = `/v5/demo/asset/port/statistics?enterprise_project_id=${enterpriseProject}&category=${category}`
    const [ours, theirs] = await Promise.all(
      [demo(), ask].map(async (send) => {
        const answer = await send(path, { Accept: COLUMNS_TYPE })
        expect(answer.headers.get('Content-Type')).toBe(COLUMNS_TYPE)
        const { history, ...set } = decodeColumns(await answer.bytes())
        const at = (place: number) => history?.moments[place]?.at // snapshots are numbered by each server
        const began = Array.from({ length: set.size }, (_, i) => [
          at(history?.first[i] ?? -1),
          at(history?.opened[i] ?? -1),
          history?.came[i],
        ])
        return { set, began }
      }),
    )
    expect(ours).toEqual(theirs)
    expect(ours?.began.filter(([, , came]) => came !== 0).length).toBeGreaterThan(0)
  }
})

test('the servers behind a port are the server’s', async () => {
  const queries = parameters({
    ...scope,
    port,
    type,
    host_name: fc.constantFrom('SHOP', 'dp-', '_', '%'),
    host_ip: fc.constantFrom('10.2', '.1'),
  })
  await expect(alike(queries, '/v5/demo/asset/ports/detail')).resolves.toBeUndefined()
})

const query = fc.constantFrom(
  '',
  'risk:danger',
  'class:database -reach:loopback',
  'ip:10.2.0.0/16',
  'is:odd',
  'is:new,odd',
  'color:red',
)

test.each(['/api/servers', '/api/servers/rows'])('servers are the server’s: %s', async (path) => {
  const queries = parameters({
    ...scope,
    q: query,
    type,
    since: fc.constantFrom('last', '7d', '30d'),
    ...(path === '/api/servers' && { sort_key: fc.constantFrom('worst', 'name', 'opened', 'firstSeen') }),
  }).map((text) => `project=demo&${text}`)
  await expect(alike(queries, path)).resolves.toBeUndefined()
})

test('the programs of a port are the server’s', async () => {
  const queries = parameters({ category: scope.category, type }).map(
    (text) => `project=demo&port=22&enterprise_project_id=all_granted_eps&${text}`,
  )
  await expect(alike(queries, '/api/port-programs')).resolves.toBeUndefined()
})

test.each(CATEGORIES)('a server’s ports and changes are the server’s: %s', async (category) => {
  const of = `project=demo&enterprise_project_id=all_granted_eps&category=${category}&since=30d`
  const answers = await Promise.all(
    [demo(), ask].map(async (send) => {
      const { servers } = ServersAnswer.parse(
        await (await send(`/api/servers?${of}&sort_key=opened&limit=3`)).json(),
      )
      expect(servers[0]?.opened).toBeGreaterThan(0)
      const bodies = servers.map(async ({ id }) =>
        told(await send(`/api/server?${of}&id=${encodeURIComponent(id)}`)),
      )
      return Promise.all(bodies)
    }),
  )
  expect(answers[0]).toEqual(answers[1])
})

const moment = fc.constantFrom(
  ...[...PAST, 0].map((ago) => new Date(Date.parse(READ_AT) - ago).toISOString()),
  '2026-10-01T00:00:00Z',
  '2026-11-10T12:34:56.789Z',
)
const history = {
  category: fc.constantFrom(...CATEGORIES),
  enterprise_project_id: scope.enterprise_project_id,
  from: fc.oneof(moment, fc.constantFrom('last', '24h', '7d', '30d', 'yesterday')),
}

test('what changed is the server’s, by cause and with its figures', async () => {
  const queries = parameters({
    ...history,
    cause: fc.constantFrom('opened', 'reopened', 'closed', 'relabelled', 'servers', 'new'),
    limit: fc.constantFrom('1', '40'),
    offset: fc.constantFrom('0', '3', '900'),
  })
  const ended = fc.tuple(queries, moment).map(([query, to]) => `project=demo&to=${to}&${query}`)
  await expect(alike(ended, '/api/changes')).resolves.toBeUndefined()
})

test('figures over time are the server’s', async () => {
  const ended = fc.tuple(parameters(history), moment).map(([query, to]) => `project=demo&to=${to}&${query}`)
  await expect(alike(ended, '/api/course')).resolves.toBeUndefined()
})

test('the history of a port is the server’s', async () => {
  const asked = fc.record({
    category: history.category,
    enterprise_project_id: scope.enterprise_project_id,
    port,
    type,
  })
  const queries = asked.map((fields) => new URLSearchParams({ project: 'demo', ...fields }).toString())
  await expect(alike(queries, '/api/port-history')).resolves.toBeUndefined()
})

/** Rejects with the first question to a path that the two answer differently. */
const alike = (queries: fc.Arbitrary<string>, path: string) =>
  fc.assert(
    fc.asyncProperty(queries, async (query) => {
      const asked = `${path}?${query}`
      expect(await told(await demo()(asked))).toEqual(await told(await ask(asked)))
    }),
    { numRuns: 150 },
  )

test('projects are the server’s', async () => {
  expect(await told(await demo()('/api/projects'))).toEqual(await told(await ask('/api/projects')))
})

test('what did not change is not sent again, and a snapshot that never was has no rows', async () => {
  const path = '/v5/demo/asset/port/statistics?enterprise_project_id=all_granted_eps'
  const first = await demo()(path)
  const again = await demo()(path, { 'If-None-Match': first.headers.get('ETag') ?? '' })
  expect(again.status).toBe(304)
  expect(again.headers.get('Openports-Read-To')).toBe(READ_AT)
  const asBefore = await demo()(`${path}&snapshot=2`)
  expect(asBefore.headers.get('ETag')).not.toBe(first.headers.get('ETag'))
  expect(await (await demo()(`${path}&snapshot=0`)).json()).toEqual({ total_num: 0, data_list: [] })
})

test.each([ALL_ENTERPRISE_PROJECTS, ...ESTATE.map(({ id }) => id), 'gone'])(
  'the past of enterprise project %s is the server’s',
  async (enterpriseProject) => {
    for (const category of CATEGORIES) {
      const scopeQuery = `category=${category}&enterprise_project_id=${enterpriseProject}`
      const list = `/api/snapshots?project=demo&${scopeQuery}`
      const [inPage, onServer] = await Promise.all(
        [await demo()(list), await ask(list)].map(
          async (answer) => SnapshotsAnswer.parse(await answer.json()).snapshots,
        ),
      )
      expect(inPage?.map(({ at }) => at)).toEqual(onServer?.map(({ at }) => at))
      expect(inPage).toHaveLength(enterpriseProject === 'gone' ? 0 : PAST.length + 1)
      const rows = `/v5/demo/asset/port/statistics?limit=1000&${scopeQuery}&snapshot=`
      const servers = `/v5/demo/asset/ports/detail?limit=1000&${scopeQuery}&port=`
      for (const [i, { id }] of inPage?.entries() ?? [])
        for (const asked of [
          rows,
          `${servers}2375&snapshot=`,
          `${servers}3389&snapshot=`,
          `${servers}9153&snapshot=`,
        ])
          expect(await told(await demo()(`${asked}${id}`))).toEqual(
            await told(await ask(`${asked}${onServer?.[i]?.id}`)),
          )
    }
  },
)

test('views are saved, renamed and deleted as by the server', async () => {
  const inPage = demo()
  const steps = [
    ['PUT', 'name=weekly&query=port%3D22'],
    ['PUT', 'name=%E6%AF%8F%E5%91%A8&query='],
    ['PUT', 'name=weekly&query=port%3D23'],
    ['PUT', 'name=weekly&query=&was=%E6%AF%8F%E5%91%A8'],
    ['PUT', 'name=monthly&query=&was=gone'],
    ['PUT', 'name=monthly&query=port%3D80&was=weekly'],
    ['PUT', 'name=%20&query='],
    ['DELETE', 'name=gone'],
    ['DELETE', 'name=monthly'],
  ] as const
  for (const [method, query] of steps) {
    const path = `/api/views?project=demo&${query}`
    const meant = { [ACTION_HEADER]: 'page' }
    expect(await told(await inPage(path, meant, method))).toEqual(await told(await ask(path, meant, method)))
    const list = '/api/views?project=demo'
    expect(await told(await inPage(list))).toEqual(await told(await ask(list)))
  }
})

test('there is nothing else', async () => {
  for (const path of [
    '/api/gone',
    '/api/changes?project=other',
    '/api/course?project=other',
    '/v5/other/asset/port/statistics',
    '/',
  ])
    expect((await demo()(path)).status).toBe(404)
  expect((await demo()('/api/views?project=other')).status).toBe(404)
})
