import { expect, test } from 'vitest'

import { createRowSet } from '#analysis/row-set.ts'
import type { Change } from '#contract/changes.ts'
import type { PortHost } from '#contract/port-hosts.ts'
import type { PortRow } from '#contract/port-row.ts'

import { REPORT_LANGUAGES } from './languages.ts'
import { buildReport } from './report.ts'
import type { ReportView } from './report.ts'

const HOSTILE = `"><script>alert(1)</script><img src=x onerror='a'>&amp;\u0000\u202E`
const MARK = {
  id: 7,
  readFrom: '2026-11-24T08:00:00.000Z',
  readTo: '2026-11-24T08:04:00.000Z',
  complete: 0.999,
}
const AT = new Date('2026-11-24T09:00:00Z')

function viewOf(rows: readonly PortRow[], more: Partial<ReportView> = {}): ReportView {
  const set = createRowSet(rows.length, rows)
  return {
    project: 'Shop',
    enterpriseProject: null,
    category: 'host',
    isDemo: false,
    mark: MARK,
    set,
    indices: Uint32Array.from(rows.keys()),
    nameOf: () => '',
    query: '',
    changes: null,
    hostsOf: null,
    ...more,
  }
}
const ROWS = [
  { port: 23, type: 'TCP', servers: 1041, status: 'danger' },
  { port: 443, type: 'TCP6', servers: 9, status: 'unknown' },
]

test('says where its rows are from, how many there are, and how complete they are', async () => {
  const html = await buildReport(viewOf(ROWS, { query: 'port:23,443', indices: Uint32Array.of(0) }), 'en', AT)
  for (const text of [
    'Confidential',
    '7, collected 2026-11-24 08:00:00 UTC to 2026-11-24 08:04:00 UTC, partial: 99% collected',
    '<bdi>port:23,443</bdi>',
    '1 of 2 total',
    '2026-11-24 09:00:00 UTC',
    'All enterprise projects',
    '<td class="m">23</td>',
    '1,041',
    'Open-port instances: 1,041,',
  ])
    expect(html).toContain(text)
  expect(html).not.toContain('443</td>')
})

test('of a scope that was no data yet it has no figures, not even a 0', async () => {
  for (const language of REPORT_LANGUAGES) {
    const html = await buildReport(viewOf([], { mark: null }), language, AT)
    expect(html.match(/<b class="[^"]*">–<\/b>/g)).toHaveLength(2)
    expect(html).not.toMatch(/>0|0 of 0/)
  }
  const text = await buildReport(viewOf([], { mark: null }), 'en', AT)
  for (const said of ['no data yet', 'No data in this scope yet.']) expect(text).toContain(said)
  expect(text).not.toContain('No ports match the filter.')
  expect(await buildReport(viewOf([]), 'en', AT)).toContain('No ports match the filter.')
})

test('names of bars are whole as far as there is room, and marked where they are cut', async () => {
  const named = (name: string) => buildReport(viewOf(ROWS, { nameOf: () => name }), 'en', AT)
  expect(await named('node exporter')).toContain('>443/TCP6 node exporter</text>')
  expect(await named('x'.repeat(40))).toContain(`>443/TCP6 ${'x'.repeat(16)}…</text>`)
})

test('each sheet of paper says that it is confidential, and which it is', async () => {
  expect(await buildReport(viewOf(ROWS), 'zh-CN', AT)).toContain(
    '@bottom-left { content: "机密 · 开放端口" }',
  )
})

test('whatever names and words it is given, they are text', async () => {
  const rows = [{ port: 1, type: HOSTILE, servers: 1, status: HOSTILE }]
  const hostile = {
    project: HOSTILE,
    enterpriseProject: HOSTILE,
    query: HOSTILE,
    nameOf: () => HOSTILE,
    changes: {
      since: MARK.readTo,
      list: [changeOf(null, rows[0]!), changeOf(rows[0]!, null), changeOf(rows[0]!, rows[0]!)],
    },
  }
  const html = await buildReport(viewOf(rows, hostile), 'en', AT)
  expect(html).not.toMatch(/<script|<img|onerror='/)
  expect(html).not.toContain('\u0000')
  expect(html.match(/&lt;script&gt;/g)?.length).toBeGreaterThan(8)
  const tags = new Set(Array.from(html.matchAll(/<([a-z]\w*)/g), ([, tag]) => tag))
  expect([...tags].filter((tag) => !KNOWN_TAGS.has(tag ?? ''))).toEqual([])
})

function changeOf(before: PortRow | null, after: PortRow | null): Change {
  const { port, type } = (after ?? before)!
  const presence = before === null ? 'opened' : after === null ? 'closed' : null
  return { port, type, before, after, presence, status: null, servers: {}, closedAt: null }
}

const KNOWN_TAGS = new Set(
  'html head meta title style body header h1 h2 h3 span dl dt dd bdi section div b p ul li figure svg text rect table thead tbody tr th td br small'.split(
    ' ',
  ),
)

test('lists changes, or says that there are none', async () => {
  const since = '2026-11-23T08:00:00.000Z'
  const html = await buildReport(
    viewOf(ROWS, { changes: { since, list: [changeOf(null, ROWS[0]!)] } }),
    'en',
    AT,
  )
  expect(html).toContain('Changes since 2026-11-23 08:00:00 UTC')
  expect(html).toContain('Opened: 1')
  expect(html).not.toContain('Closed')
  const same = { since, list: [] }
  expect(await buildReport(viewOf(ROWS, { changes: same }), 'en', AT)).toContain('No changes.')
})

test('speaks Chinese, says that a demo is one, and that there is nothing', async () => {
  const html = await buildReport(viewOf([], { isDemo: true }), 'zh-CN', AT)
  for (const text of ['<html lang="zh-CN">', '机密', '非真实服务器', '没有符合筛选条件的端口'])
    expect(html).toContain(text)
})

const hostOf = (hostName: string, type: string): PortHost => ({
  hostId: hostName,
  hostName,
  hostIp: '10.0.0.1',
  listeningAddress: '0.0.0.0',
  port: 23,
  type,
  status: 'danger',
  pid: 0,
  path: '',
  containerId: '',
  containerName: '',
  enterpriseProject: '0',
})

test('begins with the worst ports: what is new, on which servers, and what to do', async () => {
  const rows = [
    { port: 23, type: 'TCP', servers: 2, status: 'danger' },
    { port: 23, type: 'TCP6', servers: 1, status: 'danger' },
    { port: 6379, type: 'TCP', servers: 1, status: 'danger' },
    { port: 2375, type: 'TCP', servers: 9, status: 'danger' },
  ]
  const list = [changeOf(null, rows[2]!)]
  const known: Record<string, PortHost[]> = {
    '23/TCP': [hostOf('a', 'TCP'), hostOf('b', 'TCP')],
    '23/TCP6': [hostOf('a', 'TCP6')],
  }
  const hostsOf = (port: number, type: string) => Promise.resolve(known[`${port}/${type}`] ?? [])
  const view = viewOf(rows, { changes: { since: MARK.readTo, list }, hostsOf })
  const text = (await buildReport(view, 'en', AT)).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
  const findings = text.slice(text.indexOf('Findings'), text.indexOf('Summary'))
  expect(findings.search(/6379\/ TCP .*New/)).toBeLessThan(findings.search(/2375\/ TCP/)) // of one tier the new one first
  expect(findings).toMatch(/23\/ TCP Credentials 2 servers a , b /) // both families: named, hence counted once
  expect(findings).toContain('2375/ TCP Control 9 servers')
  expect(findings).toContain('Bind it to 127.0.0.1')
})

test('servers that are not all named are counted between bounds', async () => {
  const rows = ['TCP', 'TCP6'].map((type) => ({ port: 23, type, servers: 2, status: 'danger' }))
  expect(await buildReport(viewOf(rows), 'en', AT)).toContain('2–4 servers')
})
