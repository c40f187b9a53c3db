import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Locator, Page } from '@playwright/test'

import type { Category } from '#contract/scope.ts'
import { openStore } from '#server/store/open.ts'
import type { HostReport, Listener } from '#server/store/types.ts'
import { LONG, PAYLOADS } from '#test/payloads.ts'
import { expectNoSidewaysScrolling, MESSAGES, unfoldCharts } from '#test/reader.ts'
import { startServer } from '#test/server.ts'

import { expect, test } from './fixtures.ts'

// Every text that reaches the page comes from machines that an attacker may have taken over. Whatever it is,
// the page shows it as it is written and does nothing of what it says. The fixture watches the page's policy.

const { en: t } = MESSAGES
const READ = { readFrom: '2026-11-24T08:00:00.000Z', readTo: '2026-11-24T08:00:00.000Z' }
const EVERYTHING = [{ type: 'TCP', from: 0, to: 65_535 }]
const MEGABYTE = `<img src=x onerror=alert(1)>${'M'.repeat(1_000_000)}`

const FORGED = 'forged"><script>alert(1)</script>'
const FORGED_GROUP = '<svg onload=alert(1)>'

/** The text as the store keeps it: NUL and half surrogate pairs cannot be kept and become a replacement character. */
const kept = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD')

/** The text as it stands in a line of the page, where white space runs together. */
const shown = (text: string): string => kept(text).replaceAll(/\s+/g, ' ').trim()

const listener = (more: Partial<Listener> = {}): Listener => ({
  port: 4444,
  type: 'TCP',
  listeningAddress: '0.0.0.0',
  pid: 1,
  path: '',
  containerId: '',
  containerName: '',
  ...more,
})

const server = (key: string, more: Partial<HostReport> = {}): HostReport => ({
  key,
  name: key,
  address: '10.0.0.1',
  listeners: [listener()],
  covered: EVERYTHING,
  ...more,
})

/** A store in which every field of text is hostile. */
async function fill(dataDir: string): Promise<void> {
  const store = await openStore({ dataDir })
  await store.describeProject({ id: 'inventory', name: 'Inventory', kind: 'inventory' })
  const hosts = { project: 'inventory', category: 'host', enterpriseProject: '0' } as const
  await store.recordInventory(
    hosts,
    [
      ...PAYLOADS.map((name, i) => server(`a${i}`, { name: kept(name) })),
      ...PAYLOADS.map((path, i) =>
        server(`b${i}`, { name: `path ${i}`, listeners: [listener({ port: 5555, path: kept(path) })] }),
      ),
      ...PAYLOADS.map((address, i) =>
        server(`c${i}`, {
          name: `address ${i}`,
          address: kept(address),
          listeners: [listener({ port: 6666 })],
        }),
      ),
      server('long', {
        name: LONG,
        address: LONG,
        listeners: [listener({ port: 7777, path: LONG, listeningAddress: LONG })],
      }),
      server('megabyte', {
        name: MEGABYTE,
        listeners: [listener({ port: 8888, path: MEGABYTE })],
      }),
    ],
    READ,
  )
  await store.recordInventory(
    { ...hosts, category: 'container' },
    PAYLOADS.map((name, i) =>
      server(`d${i}`, { listeners: [listener({ containerId: `c${i}`, containerName: kept(name) })] }),
    ),
    READ,
  )

  await store.describeProject({
    id: FORGED,
    name: '<img src=x onerror=alert(1)>',
    kind: 'hss',
    enterpriseProjects: PAYLOADS.map((name, i) => ({ id: `g${i}`, name: kept(name) })),
  })
  const statuses = PAYLOADS.map(kept).filter((word) => word.trim() !== '')
  await store.record(
    { project: FORGED, category: 'host', enterpriseProject: 'g0' },
    {
      ...READ,
      complete: 1,
      rows: statuses.map((status, port) => ({ port, type: 'TCP', servers: 1, status })),
    },
  )
  await store.record(
    { project: FORGED, category: 'host', enterpriseProject: 'g1' },
    {
      ...READ,
      complete: 1,
      rows: statuses.map((type, port) => ({ port, type, servers: 1, status: 'danger' })),
    },
  )
  await store.record(
    { project: FORGED, category: 'host', enterpriseProject: FORGED_GROUP },
    { ...READ, complete: 1, rows: [{ port: 22, type: LONG, servers: 1, status: LONG }] },
  )
  await store.close()
}

const hostile = test.extend<object, { url: string }>({
  url: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it depends on from the pattern
    async ({}, provide) => {
      const own = await startServer([], fill)
      await provide(own.url)
      await own.remove()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: ({ url }, provide) => provide(url),
  page: async ({ page }, provide) => {
    const dialogs: string[] = []
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    await provide(page)
    expect(dialogs).toEqual([])
    expect(new URL(page.url()).hostname).toBe('127.0.0.1')
    // Nothing that was text became an element, and nothing of JavaScript's own was replaced.
    const made = 'main :is(script, img, iframe, object, embed, base, form, style, link, video, audio, math)'
    await expect(page.locator(made)).toHaveCount(0)
    expect(await page.evaluate(() => Object.keys(Object.prototype))).toEqual([])
  },
})

/** What all elements of a kind say, white space run together. */
const textsOf = async (found: Locator): Promise<string[]> =>
  (await found.allTextContents()).map((text) => text.replaceAll(/\s+/g, ' ').trim())

/** Goes through all pages of a panel's servers and gives the text of each. */
async function serversOf(page: Page, port: number, category: Category): Promise<string[]> {
  const panel = page.getByRole('complementary', { name: t.panel.label(port, 'TCP') })
  const list = panel.getByRole('region', { name: t.portPanel.servers(category) })
  const next = panel.getByRole('button', { name: t.portPanel.nextServers })
  const found: string[] = []
  for (let from = 1; ; from += 10) {
    await expect(list.getByText(new RegExp(`^${from}–`))).toBeVisible()
    await expect(list).toHaveAttribute('aria-busy', 'false')
    found.push(...(await textsOf(list.locator('tbody').getByRole('row'))))
    if (await next.isDisabled()) return found
    await next.click()
  }
}

for (const { what, path, port, category } of [
  { what: 'names of servers', path: '/?row=4444-tcp', port: 4444, category: 'host' },
  { what: 'addresses of servers', path: '/?row=6666-tcp', port: 6666, category: 'host' },
  {
    what: 'names of containers',
    path: '/?category=container&row=4444-tcp',
    port: 4444,
    category: 'container',
  },
] as const)
  hostile(`${what} are shown as they are written`, async ({ page }) => {
    await page.goto(path)
    const texts = await serversOf(page, port, category)
    for (const payload of PAYLOADS)
      expect(
        texts.some((text) => text.includes(shown(payload))),
        payload,
      ).toBe(true)
    await expectNoSidewaysScrolling(page)
  })

hostile('SEC-11: paths of programs are shown as they are written', async ({ page }) => {
  await page.goto('/?row=5555-tcp')
  const texts = await serversOf(page, 5555, 'host')
  for (const payload of PAYLOADS) {
    const program = shown(kept(payload).split('/').at(-1) ?? '')
    expect(
      texts.some((text) => text.includes(program)),
      payload,
    ).toBe(true)
  }
})

/** On a phone the tier of a port stands behind its risk, in one cell. */
const TIER = new RegExp(`(${Object.values(t.terms.tiers).join('|')})$`)

hostile('SEC-11: values of risk and type are shown as they are written', async ({ page }) => {
  for (const { group, column } of [
    { group: 'g0', column: 4 },
    { group: 'g1', column: 2 },
  ]) {
    const project = new URLSearchParams({
      project: FORGED,
      enterprise_project_id: group,
      size: '100',
      sort: 'port',
    })
    const texts: string[] = []
    for (const number of ['1', '2']) {
      project.set('page', number)
      await page.goto(`/?${project.toString()}`)
      const ports = page.getByRole('region', { name: t.table.label, exact: true })
      await expect(
        ports
          .getByRole('table')
          .getByRole('button', { name: /^Open / })
          .first(),
      ).toBeVisible()
      await expect(page.getByRole('heading', { name: t.charts.topPorts })).toBeVisible()
      const cells = await textsOf(ports.locator(`tbody td:nth-child(${column + 1})`))
      texts.push(...cells.map((text) => text.replace(TIER, '')))
      await expectNoSidewaysScrolling(page)
    }
    for (const payload of PAYLOADS.filter((word) => word.trim() !== ''))
      expect(texts, payload).toContain(shown(payload))
  }
})

hostile(
  'SEC-11: names of projects and enterprise projects are shown as they are written',
  async ({ page }) => {
    await page.goto(`/?project=${encodeURIComponent(FORGED)}`)
    const project = page.getByRole('combobox', { name: t.scope.project, exact: true })
    await expect(project.locator('option:checked')).toHaveText('<img src=x onerror=alert(1)>')
    const groups = await textsOf(
      page.getByRole('combobox', { name: t.scope.enterpriseProject }).locator('option'),
    )
    for (const payload of PAYLOADS) expect(groups, payload).toContain(shown(payload))
    await expectNoSidewaysScrolling(page)
  },
)

hostile('SEC-11: texts of 10 kB and of 1 MB leave the layout as it is @phone', async ({ page }) => {
  await unfoldCharts(page)
  const long = new URLSearchParams({ project: FORGED, enterprise_project_id: FORGED_GROUP })
  for (const path of [`/?${long.toString()}`, '/?row=7777-tcp', '/?row=8888-tcp']) {
    await page.goto(path)
    await expect(page.getByRole('button', { name: /^Open / }).first()).toBeVisible()
    if (path.includes('row='))
      await expect(
        page
          .getByRole('region', { name: t.portPanel.servers('host') })
          .locator('tbody')
          .getByRole('row'),
      ).toHaveCount(1)
    await expect(page.getByRole('heading', { name: t.charts.topPorts })).toBeVisible()
    await expectNoSidewaysScrolling(page)
    for (const row of await page
      .getByRole('table', { name: t.table.label, exact: true })
      .getByRole('row')
      .all())
      expect((await row.boundingBox())?.height).toBeLessThan(60)
  }
})

hostile('SEC-11: what the address says is shown as it is written, or not at all', async ({ page }) => {
  const words = PAYLOADS.map((text) => text.toWellFormed())
  const names = [
    'port',
    'type',
    'status',
    'sort',
    'row',
    'page',
    'size',
    'measure',
    'category',
    'port_string',
  ]
  for (let at = 0; at < words.length; at += names.length) {
    const own = words.slice(at, at + names.length)
    const query = new URLSearchParams(own.map((word, i) => [names[i] ?? '', word]))
    await page.goto(`/?${query.toString()}#${own[0] ?? ''}`)
    await expect(page.getByRole('table', { name: t.table.label, exact: true })).toBeVisible()
    await expectNoSidewaysScrolling(page)
  }
  for (let at = 0; at < words.length; at += 8) {
    const word = words[at] ?? ''
    await page.goto(`/?${new URLSearchParams({ project: word }).toString()}`)
    await expect(page.getByRole('main')).toContainText(t.scope.noSuchProject(shown(word)))
    await page.goto(`/?${new URLSearchParams({ enterprise_project_id: word }).toString()}`)
    await expect(page.getByRole('main')).toContainText(t.scope.noSuchEnterpriseProject(shown(word)))
  }
})

hostile('SEC-11: a CSV file brings in nothing but text', async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'openports-e2e-csv-'))
  const file = join(folder, 'hostile.csv')
  const printable = PAYLOADS.filter((text) => !/[\p{Cc}\uD800-\uDFFF]/u.test(text) && text.trim() !== '')
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const lines = printable.map((text) => `${quoted(text)},4444,TCP,0.0.0.0,${quoted(text)}`)
  await writeFile(file, ['host,port,type,listening_address,path', ...lines].join('\n'))
  const own = await startServer(['--import', file])
  try {
    await page.goto(`${own.url}/?row=4444-tcp`)
    const texts = await serversOf(page, 4444, 'host')
    for (const payload of printable)
      expect(
        texts.some((text) => text.startsWith(shown(payload))),
        payload,
      ).toBe(true)
  } finally {
    await own.remove()
    await rm(folder, { recursive: true })
  }
})
