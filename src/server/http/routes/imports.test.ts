import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { decodeErrorBody } from '#contract/errors.ts'
import { ImportAnswer, ImportLimits, ImportLine, PROGRESS_TYPE } from '#contract/imports.ts'
import { fixtureBytes } from '#server/inventory/testing.ts'
import type { Store } from '#server/store/types.ts'
import { createTestApp, giveToken, HOST, openTestStore, TOKEN } from '#test/server/test-app.ts'

let store: Store
let folder: string
let server: Awaited<ReturnType<typeof createTestApp>>
beforeEach(async () => {
  store = await openTestStore()
  folder = await mkdtemp(join(tmpdir(), 'openports-imports-'))
  server = await createTestApp(store, { uploads: { folder, maxBytes: 500_000, dailyBytes: 1_000_000 } })
})
afterEach(async () => {
  const left = await readdir(folder) // whatever became of an upload
  await store.close()
  await rm(folder, { recursive: true })
  if (left.length > 0 || server.reported.length > 0)
    throw new Error(`left behind: ${left.join()} ${server.reported.map(String).join()}`)
})

type Upload = { name: string; content: string | Uint8Array<ArrayBuffer>; written?: string }
const lab = (name: string): Upload => ({ name, content: new Uint8Array(fixtureBytes(`lab/${name}`)) })
const ss = (port: number): string => `tcp LISTEN 0 128 0.0.0.0:${port} 0.0.0.0:*\n`

function formOf(files: readonly Upload[]): FormData {
  const form = new FormData()
  for (const { name, content, written } of files) {
    if (written !== undefined) form.append('written', written)
    form.append('file', new Blob([content]), name)
  }
  return form
}

/** A form as bytes, with its type. */
async function encoded(form: FormData): Promise<{ type: string; body: Uint8Array<ArrayBuffer> }> {
  const response = new Response(form)
  return { type: response.headers.get('Content-Type') ?? '', body: await response.bytes() }
}

async function upload(
  files: readonly Upload[],
  { query = '', token = TOKEN, ...headers }: Record<string, string> = {},
): Promise<Response> {
  const { type, body } = await encoded(formOf(files))
  const action = { 'X-Auth-Token': token, 'Openports-Action': 'import', 'Content-Type': type }
  return server.app.request(`/api/imports${query}`, {
    method: 'POST',
    headers: { Host: HOST, ...action, ...headers },
    body,
  })
}

const messageOf = async (response: Response): Promise<[number, string]> => [
  response.status,
  decodeErrorBody(await response.json()).error_msg,
]

const rows = async (enterpriseProject = '0') =>
  (
    await store.statistics({
      scopeQuery: { project: 'inventory', category: 'host', enterpriseProject },
      filter: {},
      sort: { key: 'port', descending: false },
      limit: 50_000,
      offset: 0,
    })
  ).rows.map(({ type, port, servers }) => `${type} ${port} ${servers}`)

test('scans are previewed, imported and audited', async () => {
  const files = [lab('tcp.xml'), lab('udp.xml')]
  const preview = ImportAnswer.parse(await (await upload(files, { query: '?preview=true' })).json())
  expect(preview).toMatchObject({
    preview: true,
    files: [
      { file: 'tcp.xml', format: 'nmap', servers: 14, listeners: 81 },
      { file: 'udp.xml', format: 'nmap', servers: 14, listeners: 17 },
    ],
    servers: 14,
    newServers: 14,
    opened: { listeners: 98, ports: 25 },
    closed: { listeners: 0, ports: 0, some: [] },
    total: { ports: 25, openPortInstances: 98 },
  })
  expect(await store.projects()).toEqual([])
  expect(await store.audit.list({ limit: 10 })).toEqual([])

  const done = ImportAnswer.parse(await (await upload(files)).json())
  expect(done).toEqual({ ...preview, preview: false })
  expect(await rows()).toHaveLength(25)
  expect(await store.audit.list({ limit: 10 })).toMatchObject([
    { action: 'imported', project: 'inventory', detail: 'tcp.xml, udp.xml' },
  ])

  const again = ImportAnswer.parse(await (await upload(files, { query: '?preview=true' })).json())
  expect(again).toMatchObject({ newServers: 0, opened: { listeners: 0 }, closed: { listeners: 0 } })
})

test('progress is told in lines, the last of which is the answer or the error', async () => {
  const read = async (files: readonly Upload[]) => {
    const response = await upload(files, { Accept: PROGRESS_TYPE })
    const lines = (await response.text()).trimEnd().split('\n')
    return { status: response.status, lines: lines.map((line) => ImportLine.parse(JSON.parse(line))) }
  }
  const good = await read([lab('tcp.xml')])
  expect(good).toMatchObject({
    status: 200,
    lines: [{ progress: { ofFiles: 1 } }, { answer: { servers: 14 } }],
  })
  const bad = await read([{ name: 'bad.txt', content: 'nothing known' }])
  expect(bad.lines.at(-1)).toMatchObject({
    status: 422,
    error: { error_msg: expect.stringMatching(/^bad\.txt: /) },
  })
})

test('one bad file leaves everything as it was, and each is reported with its line', async () => {
  await upload([{ name: 'a.txt', content: ss(22) }])
  const files = [
    { name: 'a.txt', content: ss(80) },
    { name: 'ss-b.txt', content: `${ss(22)}tcp LISTEN 0 128 0.0.0.0:ssh 0.0.0.0:*\n` },
    { name: 'c.zip', content: 'PK\u0003\u0004' },
  ]
  const [status, message] = await messageOf(await upload(files))
  expect(status).toBe(422)
  expect(message).toMatch(/^nothing was imported: 2 files have errors:\n/)
  expect(message).toContain('\n  ss-b.txt, line 2: expected a port')
  expect(message).toContain('\n  c.zip: is a ZIP archive: unpack it first')
  expect(await rows()).toEqual(['TCP 22 1'])
})

test('SEC-43: the names of files are for messages and servers alone, and never paths', async () => {
  const names = [
    '../../etc/ss-web1.txt',
    String.raw`C:\scans\ss-web2.txt`,
    '/etc/ss-网关.txt',
    'ss-a\u001b[2J.txt',
  ]
  const response = await upload(names.map((name) => ({ name, content: ss(22) })))
  const { files } = ImportAnswer.parse(await response.json())
  expect(files.map(({ file }) => file).toSorted()).toEqual(
    ['ss-web1.txt', 'ss-web2.txt', 'ss-网关.txt', 'ss-a\uFFFD[2J.txt'].toSorted(),
  )
  const { hosts } = await store.portHosts({
    scopeQuery: { project: 'inventory', category: 'host', enterpriseProject: '0' },
    port: 22,
    limit: 10,
    offset: 0,
  })
  expect(hosts.map(({ hostName }) => hostName).toSorted()).toEqual(
    ['a[2J', 'web1', 'web2', '网关'].toSorted(),
  )
})

test('parameters are those of the command, and so are errors about them', async () => {
  const table = { name: 'sockets.txt', content: ss(22), written: '2024-02-03T04:05:06Z' }
  const query = '?category=container&enterprise_project_id=shop&host_name=db1'
  const answer = ImportAnswer.parse(await (await upload([table], { query })).json())
  expect([answer.readFrom, answer.readTo]).toEqual(['2024-02-03T04:05:06.000Z', '2024-02-03T04:05:06.000Z'])
  const [project] = await store.projects()
  expect(project?.enterpriseProjects).toMatchObject([{ id: 'shop', scopes: [{ category: 'container' }] }])

  expect(await messageOf(await upload([lab('tcp.xml')], { query: '?host_name=db1' }))).toEqual([
    422,
    'host_name: has no effect: these files contain the names of their servers',
  ])
  expect((await messageOf(await upload([table], { query: '?dry=1' })))[0]).toBe(400)
  expect((await messageOf(await upload([{ ...table, written: 'yesterday' }])))[0]).toBe(400)
  const cut = { name: 'cut.xml', content: lab('tcp.xml').content.slice(0, 20_000) }
  expect((await messageOf(await upload([cut])))[1]).toContain(
    'partial=true imports the hosts that were finished',
  )
  expect((await upload([cut], { query: '?partial=true' })).status).toBe(200)
})

describe('SEC-41: uploads are bounded', () => {
  const table = (bytes: number): string => ss(22).repeat(Math.ceil(bytes / ss(22).length))

  test('in bytes, before they are all received', async () => {
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 65_536
        controller.enqueue(
          sent === 65_536
            ? Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n')
            : new Uint8Array(65_536),
        )
      },
    })
    const response = await server.app.request('/api/imports', {
      method: 'POST',
      headers: {
        Host: HOST,
        'X-Auth-Token': TOKEN,
        'Openports-Action': 'import',
        'Content-Type': 'multipart/form-data; boundary=x',
      },
      body,
      duplex: 'half',
    } as RequestInit) // `duplex` is not among the types yet
    expect(response.status).toBe(413)
    expect(sent).toBeLessThan(2_500_000)
  })

  test('in what they unpack to, together', async () => {
    const packed = (name: string) => ({ name, content: new Uint8Array(gzipSync(table(300_000))) })
    expect((await upload([packed('a.gz')])).status).toBe(200)
    expect(await messageOf(await upload([packed('a.gz'), packed('b.gz')]))).toEqual([
      413,
      'The files are too large for an upload. Import them in parts, or with the command.',
    ])
    const bomb = { name: 'bomb.gz', content: new Uint8Array(gzipSync(Buffer.alloc(50_000_000, ss(22)))) }
    expect((await upload([bomb], { query: '?preview=true' })).status).toBe(413)
  })

  test('for each user in a day, wherever previews count for nothing', async () => {
    const big = { name: 'a.txt', content: table(400_000) }
    for (let i = 0; i < 3; i++) expect((await upload([big], { query: '?preview=true' })).status).toBe(200)
    const limits = async () => ImportLimits.parse(await (await server.ask('/api/imports')).json())
    expect(await limits()).toEqual({ maxBytes: 500_000, left: 1_000_000, freeAt: null })
    expect((await upload([big])).status).toBe(200)
    expect((await upload([big])).status).toBe(200)
    expect((await upload([big])).status).toBe(413)
    expect((await upload([{ name: 'a.txt', content: table(199_000) }])).status).toBe(200)
    const { left, freeAt } = await limits()
    expect(left).toBeLessThan(1_000)
    expect(Date.parse(freeAt ?? '')).toBeGreaterThan(Date.now() + 23 * 60 * 60_000)

    const other = await giveToken(store, 'other', [{ role: 'operator', projects: ['inventory'] }])
    expect((await upload([big], { token: other })).status).toBe(200)
    await upload([{ name: 'a.txt', content: ss(22) }])
    await store.changeDocument('imports', (text) => ({
      text: (text ?? '').replaceAll(/"bytes":\d+/g, '"bytes":1000000'),
      result: null,
    }))
    const spent = await upload([{ name: 'a.txt', content: ss(22) }])
    expect([spent.status, Number(spent.headers.get('Retry-After')) > 80_000]).toEqual([429, true])
  })

  test('to one at a time of a user', async () => {
    const both = await Promise.all([upload([lab('tcp.xml')]), upload([lab('tcp.xml')])])
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 429]))
    expect((await upload([lab('tcp.xml')])).status).toBe(200)
  })

  test('to a thousand files', async () => {
    const files = Array.from({ length: 1_001 }, (_, i) => ({ name: `web${i}`, content: ss(22) }))
    expect(await messageOf(await upload(files))).toEqual([400, 'An upload can have 1000 files.'])
    expect((await upload(files.slice(1))).status).toBe(200)
  })

  test('to none where the administrator says so', async () => {
    server = await createTestApp(store, { uploads: { folder, maxBytes: 0, dailyBytes: 1_000_000 } })
    expect((await upload([lab('tcp.xml')])).status).toBe(403)
  })
})

describe('SEC-42: who may import', () => {
  test('operators of the inventory', async () => {
    const tokens = {
      viewer: await giveToken(store, 'viewer', [{ role: 'viewer', projects: '*' }]),
      elsewhere: await giveToken(store, 'elsewhere', [{ role: 'operator', projects: ['shop'] }]),
      operator: await giveToken(store, 'operator', [{ role: 'operator', projects: ['inventory'] }]),
    }
    for (const [token, status] of [
      [tokens.viewer, 403],
      [tokens.elsewhere, 404],
      [tokens.operator, 200],
    ] as const) {
      expect((await upload([lab('tcp.xml')], { token })).status).toBe(status)
      expect((await server.ask('/api/imports', { 'X-Auth-Token': token })).status).toBe(status)
    }
  })

  test('no other site in the name of a user', async () => {
    expect((await upload([lab('tcp.xml')], { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
    expect((await upload([lab('tcp.xml')], { 'Sec-Fetch-Site': 'same-site' })).status).toBe(403)
    const { type, body } = await encoded(formOf([lab('tcp.xml')]))
    const headers = { Host: HOST, 'X-Auth-Token': TOKEN, 'Content-Type': type }
    const simple = await server.app.request('/api/imports', { method: 'POST', headers, body })
    expect(simple.status).toBe(403)
    expect(await rows()).toEqual([])
  })
})

test('what is no form of files is refused', async () => {
  const send = async (type: string | null, body: string) =>
    messageOf(
      await server.app.request('/api/imports', {
        method: 'POST',
        headers: {
          Host: HOST,
          'X-Auth-Token': TOKEN,
          'Openports-Action': 'import',
          ...(type !== null && { 'Content-Type': type }),
        },
        body,
      }),
    )
  expect(await send(null, ss(22))).toEqual([400, 'Expected files as multipart/form-data.'])
  expect(await send('multipart/form-data', 'x')).toEqual([400, 'Expected files as multipart/form-data.'])
  expect(await send('multipart/form-data; boundary=x', '--x--\r\n')).toEqual([400, 'The form has no file.'])
  const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
  expect(await send('multipart/form-data; boundary=x', `${head}${ss(22)}`)).toEqual([
    400,
    'The form is malformed, or was cut off.',
  ])
  expect(await rows()).toEqual([])
})
