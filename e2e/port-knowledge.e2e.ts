import { readFile } from 'node:fs/promises'

import { openStore } from '#server/store/open.ts'
import { expectAccessible } from '#test/reader.ts'
import { serverNamesOf } from '#test/rows.ts'

import { dashboard } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

/** A project of HSS as its server kept it: HSS calls NTP dangerous, and knows nothing of Redis. */
async function keepHss(dataDir: string): Promise<void> {
  const store = await openStore({ dataDir })
  await store.describeProject({ id: 'hss', name: 'Beijing', kind: 'hss' })
  await store.record(
    { project: 'hss', category: 'host', enterpriseProject: '0' },
    {
      readFrom: '2026-11-24T08:00:00.000Z',
      readTo: '2026-11-24T08:00:00.000Z',
      complete: 1,
      rows: [
        { port: 123, type: 'UDP', servers: 4, status: 'danger' },
        { port: 6379, type: 'TCP', servers: 2, status: 'unknown' },
        { port: 49152, type: 'TCP', servers: 1, status: 'danger' },
      ],
    },
  )
  await store.close()
}

test.describe('of an HSS project with data', () => {
  // Nothing here reads HSS now, so that which servers have a port open is not known: the server says so.
  test.use({ expectedProblems: [/status of 503/] })

  test('the rating of HSS stands beside that of the knowledge base, with the reason of a difference', async ({
    page,
    startOwnServer,
  }) => {
    const own = await startOwnServer([], keepHss)
    const { panel } = dashboard(page)
    await page.goto(`${own.url}/?project=hss&row=123-udp`)
    await expect(panel(123, 'UDP')).toContainText('HSS: danger. Openports: expected, since 123/UDP is NTP; ')
    await expect(panel(123, 'UDP')).toContainText('NTP synchronizes the clock.')
    await page.goto(`${own.url}/?project=hss&row=6379-tcp`)
    await expect(panel(6379, 'TCP')).toContainText(
      'HSS: unknown. Openports: danger, since 6379/TCP is Redis.',
    )
    await page.goto(`${own.url}/?project=hss&row=49152-tcp`)
    await expect(panel(49152, 'TCP')).toContainText('HSS: danger. Openports does not list this port')
  })
})

test('the panel has purpose, known exploitation, remediation commands of each platform, and references', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-write'])
  const panel = dashboard(page).panel(6379, 'TCP')
  await page.goto('/?row=6379-tcp')
  for (const heading of ['Purpose', 'Assessment', 'Why it is dangerous', 'Known exploitation', 'References'])
    await expect(panel.getByRole('heading', { name: heading })).toBeVisible()
  await expect(panel.getByRole('link', { name: /IANA: 6379/ })).toHaveAttribute('href', /search=6379$/)
  await panel.getByText('Remediation commands').click()
  await expectAccessible(page, 'panel with remediation commands')
  await expect(panel.getByText('all others lose access')).toBeVisible()
  for (const [platform, line] of [
    ['Linux', /^sudo ufw deny 6379\/tcp$/m],
    ['Windows', /-Action Block -Protocol TCP -LocalPort 6379$/],
    ['Security group', /"multiport": "6379"/],
  ] as const) {
    await panel.getByText(platform, { exact: true }).click()
    await expect(panel.getByRole('textbox', { name: `Commands for ${platform}` })).toHaveValue(line)
    await panel.getByRole('button', { name: 'Copy' }).click()
    await expect(panel.getByText('Copied.')).toBeVisible()
  }

  const sources = panel.getByRole('textbox', { name: 'Sources that keep access' })
  await sources.fill('10.1.0.0/16 bastion')
  await expect(panel.getByText('Not an IP address or network: bastion')).toBeVisible()
  await expect(panel.getByRole('textbox', { name: 'Commands for Security group' })).toHaveValue(
    /"remote_ip_prefix": "10\.1\.0\.0\/16"/,
  )
})

test('the panel says what to do, then where, then why', async ({ page }) => {
  const panel = dashboard(page).panel(6379, 'TCP')
  await page.goto('/?row=6379-tcp')
  await expect(panel.getByRole('heading', { level: 3 })).toHaveText([
    'Recommendation',
    /^Open on/,
    /^History/, // of IPv4, and of IPv6
    /^History/,
    'Assessment',
    'Why it is dangerous',
    'Known exploitation',
    'Purpose',
    'References',
  ])
  await expect(panel.getByText('/usr/bin/redis-server').first()).toBeVisible()
})

test('servers are found by a word, sorted, and exported as shown', async ({ page, server }) => {
  const names = await serverNamesOf(server, 23, 'TCP')
  const servers = dashboard(page)
    .panel(23, 'TCP')
    .getByRole('region', { name: 'Where this port is open: servers' })
  const shown = async () =>
    (await servers.locator('tbody').getByRole('row').allInnerTexts()).map((text) => text.split('\n')[0])
  await page.goto('/?row=23-tcp')
  await expect(servers).toContainText(`1–10`)
  await servers.getByRole('searchbox').fill('SW-OLD')
  const old = names.filter((name) => name.includes('sw-old'))
  expect(old.length).toBeGreaterThan(0)
  await expect.poll(shown).toEqual(old.slice(0, 10))
  await expectAccessible(page, 'servers found')

  const saving = page.waitForEvent('download')
  await servers.getByRole('button', { name: 'Download these servers as CSV' }).click()
  const download = await saving
  expect(download.suggestedFilename()).toMatch(/^openports-servers-23-TCP-demo-host-.*Z\.csv$/)
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n')
  expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(old)

  await servers.getByRole('searchbox').fill('no such server')
  await expect(servers).toContainText('No matching servers')
  await servers.getByRole('searchbox').fill('')
  for (const [name, cell] of [
    ['Name', 0],
    ['Address', 1],
    ['Program', 2],
  ] as const) {
    const head = servers.getByRole('columnheader', { name })
    const values = async () =>
      (await servers.locator('tbody').getByRole('row').allInnerTexts()).map(
        (row) => row.split('\t')[cell]?.split('\n')[0] ?? '',
      )
    const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
    await head.getByRole('button').press('Enter')
    await expect(head).toHaveAttribute('aria-sort', 'ascending')
    const ascending = await values()
    expect(ascending).toEqual(ascending.toSorted(compare))
    await head.getByRole('button').press('Enter')
    await expect(head).toHaveAttribute('aria-sort', 'descending')
    const descending = await values()
    expect(descending).toEqual(descending.toSorted((a, b) => compare(b, a)))
    await expect(head.getByRole('button')).toBeFocused()
  }

  // By program, backwards: kept while a word is looked for and pages are turned, and so it is saved.
  await servers.getByRole('searchbox').fill('-')
  await servers.getByRole('button', { name: 'Next page' }).click()
  await expect(servers.getByRole('columnheader', { name: 'Program' })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
  const shownSecond = await shown()
  const savingSorted = page.waitForEvent('download')
  await servers.getByRole('button', { name: 'Download these servers as CSV' }).click()
  const sorted = (await readFile(await (await savingSorted).path(), 'utf8')).trimEnd().split('\r\n').slice(1)
  expect(sorted.slice(10, 20).map((line) => line.split(',')[0])).toEqual(shownSecond)
})
