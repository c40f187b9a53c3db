import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { hostname } from 'node:os'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'

import type { Page } from '@playwright/test'

import { IMPORT_TEXTS } from '#i18n/imports.ts'
import { openStore } from '#server/store/open.ts'
import { listenOnLoopback } from '#test/loopback.ts'
import { expectAccessible, MESSAGES, readAs } from '#test/reader.ts'
import { fold, instancesOf, rowsOf } from '#test/rows.ts'
import { giveToken } from '#test/server/test-app.ts'

import { dashboard, expectFigures } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

const LAB = fileURLToPath(new URL('../src/server/inventory/fixtures/lab/', import.meta.url))
const NMAP = ['tcp.xml', 'udp.xml'].map((name) => LAB + name)
const SS = Array.from({ length: 14 }, (_, i) => `${LAB}ss-h${i + 1}.txt`)

/** Drops files on the page, as a person does from a folder. */
async function dropFiles(page: Page, paths: readonly string[]): Promise<void> {
  const files = await Promise.all(
    paths.map(async (path) => ({ name: basename(path), text: await readFile(path, 'utf8') })),
  )
  const data = await page.evaluateHandle((files) => {
    const data = new DataTransfer()
    for (const { name, text } of files) data.items.add(new File([text], name))
    return data
  }, files)
  await page.dispatchEvent('main', 'dragover', { dataTransfer: data })
  await expect(page.getByText(IMPORT_TEXTS.en.drop)).toBeVisible()
  await page.dispatchEvent('main', 'drop', { dataTransfer: data })
}

const importDialog = (page: Page) => page.getByRole('dialog', { name: IMPORT_TEXTS.en.title })

test('scans dropped on a fresh page are previewed, imported, and then in the table', async ({
  page,
  startOwnServer,
}) => {
  const own = await startOwnServer()
  const { figure, pages, project, table } = dashboard(page)
  await page.goto(own.url)
  await expect(page.getByText('Sample data.')).toBeVisible()
  // The button leads to the same dialog as a drop.
  await page.getByRole('button', { name: 'Import scans' }).click()
  await expect(importDialog(page).getByRole('button', { name: 'Choose files' })).toBeVisible()
  await expect(importDialog(page)).toContainText('Up to 256 MB')
  await page.keyboard.press('Escape')
  await expect(importDialog(page)).toHaveCount(0)

  await dropFiles(page, NMAP)
  const preview = importDialog(page).getByRole('region', { name: 'Preview' })
  await expect(preview).toContainText('tcp.xml nmap, 14 servers, 81 listeners')
  await expect(preview).toContainText('14 servers, all new')
  await expect(preview).toContainText('Opens 98 listeners, 25 ports new in this scope')
  await expect(project.getByRole('option')).toHaveText(['Demo fleet'])
  await expectAccessible(page, 'preview')

  await preview.getByRole('button', { name: 'Import' }).click()
  await expect(importDialog(page)).toContainText('Imported 14 servers.')
  await importDialog(page).getByRole('button', { name: 'Show ports' }).click()
  await expect(importDialog(page)).toHaveCount(0)
  await expect(figure('Open ports')).toHaveText('25')
  await expect(pages).toContainText('1–20 of 25')
  await expect(table.getByRole('row')).toHaveCount(21)
  await expect(project.locator('option:checked')).toHaveText('Inventory')
})

test('a second import says what it replaces, and one with errors says which line of which file', async ({
  page,
  startOwnServer,
}) => {
  const own = await startOwnServer(['--import', ...NMAP])
  const { figure } = dashboard(page)
  const dialog = importDialog(page)
  const choose = async (...files: { name: string; mimeType: string; buffer: Buffer }[]) => {
    const choosing = page.waitForEvent('filechooser')
    await dialog.getByRole('button', { name: /^Choose/ }).click()
    await (await choosing).setFiles(files)
  }
  const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.goto(own.url)
  await page.getByRole('button', { name: 'Import scans' }).click()

  await choose(csv('bad.csv', 'host,port,type\nweb1,80,TCP\nweb1,99999,TCP\n'))
  await expect(dialog.getByRole('alert')).toContainText('Nothing was imported.')
  await expect(dialog.getByRole('alert')).toContainText(
    'bad.csv, line 3: expected a port from 0 to 65535, found "99999"',
  )

  await choose(csv('web.csv', 'host,port,type\nweb1,80,TCP\nweb1,8080,TCP\n'))
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(dialog).toContainText('Imported 1 server.')
  await page.keyboard.press('Escape')
  const after = fold(await rowsOf(own, { project: 'inventory' })).length
  await expect(figure('Open ports')).toHaveText(String(after)) // without a refresh

  await page.getByRole('button', { name: 'Import scans' }).click()
  await choose(csv('web.csv', 'host,port,type\nweb1,80,TCP\nweb1,4711,TCP\n'))
  const preview = dialog.getByRole('region', { name: 'Preview' })
  await expect(preview).toContainText('1 server, of which 0 new')
  await expect(preview).toContainText('Opens 1 listener, 1 port new in this scope')
  await expect(preview).toContainText('4711 TCP (1 server)')
  await expect(preview).toContainText('Closes 1 listener')

  // Into another enterprise project it is all new.
  await dialog.getByText('Options').click()
  await dialog.getByLabel('Enterprise project ID').fill('shop')
  await dialog.getByRole('button', { name: 'Update preview' }).click()
  await expect(preview).toContainText('1 server, all new')
})

test('the palette leads to the import', async ({ page, startOwnServer }) => {
  const own = await startOwnServer(['--import', ...NMAP])
  await page.goto(own.url)
  await expect(dashboard(page).figure('Open ports')).toHaveText('25')
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox', { name: 'Command palette' }).fill('import scans')
  await page.keyboard.press('Enter')
  await expect(importDialog(page)).toBeVisible()
})

test.describe('a viewer', () => {
  test.use({ expectedProblems: [/status of 401/] })

  test('is told that importing takes another role', async ({ page, startOwnServer }) => {
    let token = ''
    const own = await startOwnServer(
      [],
      async (dataDir) => {
        const store = await openStore({ dataDir })
        token = await giveToken(store, 'viewer', [{ role: 'viewer', projects: '*' }])
        await store.close()
      },
      { OPENPORTS_SIGN_IN: 'token' },
    )
    await page.goto(own.url)
    await page.getByLabel('API token').fill(token)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('button', { name: 'Import scans' }).click()
    await expect(importDialog(page)).toContainText('requires the Operator role in the project Inventory')
    await expect(importDialog(page).getByRole('button', { name: 'Choose files' })).toHaveCount(0)
    await page.keyboard.press('Escape')
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('combobox', { name: 'Command palette' }).fill('import scans')
    await expect(page.getByRole('option', { name: /^Import scans/ })).toHaveCount(0)
  })
})

for (const language of ['en', 'zh-CN'] as const)
  test(`the dialog is accessible and fits a phone, ${language}`, async ({ page, startOwnServer }) => {
    const texts = IMPORT_TEXTS[language]
    await page.setViewportSize({ width: 390, height: 844 })
    await readAs(page, { theme: 'dark', language })
    const own = await startOwnServer(['--import', ...NMAP])
    await page.goto(own.url)
    await page.getByRole('button', { name: MESSAGES[language].scope.importScan }).click()
    const dialog = page.getByRole('dialog', { name: texts.title })
    const choosing = page.waitForEvent('filechooser')
    await dialog.getByRole('button', { name: texts.choose }).click()
    await (await choosing).setFiles(SS)
    await expect(dialog.getByRole('region', { name: texts.preview })).toBeVisible()
    await dialog.getByText(texts.options).click()
    await dialog.getByText(texts.commands).click()
    await expectAccessible(page, 'import on a phone')
    expect(await dialog.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true)
  })

test('two nmap scans of fourteen hosts are 25 rows with 98 open-port instances, and no demo fleet', async ({
  page,
  startOwnServer,
}) => {
  const own = await startOwnServer(['--import', ...NMAP])
  const { figure, summary, pages, project } = dashboard(page)
  await page.goto(own.url)
  await expect(figure('Open ports')).toHaveText('25')
  await expect(summary).toContainText('98 open-port instances')
  await expect(pages).toContainText('1–20 of 25')
  await expect(project.getByRole('option')).toHaveText(['Inventory'])
  await expect(page.getByText('Demo fleet')).toHaveCount(0)
})

test('scans imported while the server runs are there after a refresh, each in its enterprise project', async ({
  page,
  startOwnServer,
}) => {
  const own = await startOwnServer(['--import', ...NMAP])
  const { figure, summary, enterpriseProject, refresh } = dashboard(page)
  await page.goto(own.url)
  await expect(figure('Open ports')).toHaveText('25')

  await own.import(SS, ['--enterprise-project', 'lab'])
  await refresh.click()
  await expect(enterpriseProject.getByRole('option')).toHaveText(['All', 'Default', 'lab'])
  const all = await rowsOf(own, { project: 'inventory' })
  expect(instancesOf(all)).toBe(98 + 142)
  await expectFigures(page, all, all)

  await enterpriseProject.selectOption('lab')
  const lab = fold(await rowsOf(own, { project: 'inventory', enterprise_project_id: 'lab' })).length
  await expect(figure('Open ports')).toHaveText(String(lab))
  await expect(summary).toContainText('142 open-port instances')
  await enterpriseProject.selectOption('Default')
  await expect(figure('Open ports')).toHaveText('25')
  await expect(summary).toContainText('98 open-port instances')
  await page.goBack()
  await expect(figure('Open ports')).toHaveText(String(lab))
})

test('a listener of this machine is found under its port, with the process that has it open', async ({
  page,
  startOwnServer,
}) => {
  const listener = createServer()
  const port = await listenOnLoopback(listener)
  const own = await startOwnServer(['--local'])
  const { searchField, row, panel } = dashboard(page)
  await page.goto(own.url)
  await searchField.fill(String(port))
  await row(port, 'TCP').click()

  const servers = panel(port, 'TCP').getByRole('region', { name: 'Where this port is open: servers' })
  await expect(servers.locator('tbody').getByRole('row')).toHaveCount(1)
  await expect(servers).toContainText(hostname())
  await expect(servers).toContainText('127.0.0.1')
  await expect(servers).toContainText(`PID ${process.pid}`)
  listener.close()
})
