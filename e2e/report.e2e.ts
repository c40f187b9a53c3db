import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'

import type { Page } from '@playwright/test'

import { count, fold, instancesOf, isDangerous, rowsOf, serverNamesOf } from '#test/rows.ts'

import { dashboard } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

async function saveReport(page: Page, to: string): Promise<string> {
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: /^Report/ }).click()
  const file = await saving
  expect(file.suggestedFilename()).toMatch(/^openports-demo-host-.*\.html$/)
  await file.saveAs(to)
  return to
}

test('a report opens from disk without script, and its numbers are the page’s', async ({
  page,
  browser,
  server,
}, testInfo) => {
  const rows = await rowsOf(server)
  const dangerous = rows.filter(isDangerous)
  await page.goto('/?status=danger')
  await expect(dashboard(page).figure('Open ports')).toHaveText(count(fold(dangerous).length))
  const file = await saveReport(page, testInfo.outputPath('report.html'))

  const context = await browser.newContext({ javaScriptEnabled: false })
  const requests: string[] = []
  context.on('request', (request) => requests.push(request.url()))
  const report = await context.newPage()
  await report.goto(pathToFileURL(file).href)
  const summary = report.getByRole('region', { name: 'Summary' })
  await expect(summary).toContainText(`Open ports${count(dangerous.length)}`)
  await expect(summary).toContainText(`Open-port instances: ${count(instancesOf(dangerous))},`)
  await expect(report.getByText(`${dangerous.length} of ${rows.length} total`)).toBeVisible()
  await expect(report.getByText('risk:danger')).toBeVisible()
  await expect(report.getByText('Confidential')).toBeVisible()
  await expect(report.getByText('Demo fleet: sample data.')).toBeVisible()
  await expect(report.getByRole('img', { name: 'Risk by type' })).toBeVisible()
  await expect(report.getByRole('region', { name: 'All ports' }).getByRole('row')).toHaveCount(
    1 + dangerous.length,
  )
  const findings = report.getByRole('region', { name: 'Findings' })
  await expect(findings.getByRole('heading', { name: /^Changes since / })).toBeVisible()
  const worst = findings.getByRole('row').filter({ hasText: '11434/TCP' })
  await expect(worst).toContainText('Control')
  const [name = ''] = await serverNamesOf(server, 11434, 'TCP')
  await expect(worst).toContainText(name)
  await expect(worst).toContainText('OLLAMA_HOST')
  expect(requests).toEqual([pathToFileURL(file).href])
  expect(await readFile(file, 'utf8')).not.toMatch(/<script|<link|src=/)
  await context.close()
})

for (const format of ['A4', 'Letter'] as const)
  test(`prints on ${format} without cutting anything off`, async ({ page, browser }, testInfo) => {
    await page.goto('/')
    const file = await saveReport(page, testInfo.outputPath('report.html'))
    const report = await browser.newPage()
    await report.goto(pathToFileURL(file).href)
    const pdf = await report.pdf({
      format,
      preferCSSPageSize: false,
      path: testInfo.outputPath('report.pdf'),
    })
    const pages = pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0
    expect(pages).toBeGreaterThan(1) // 259 rows
    expect(pages).toBeLessThanOrEqual(4)
    const width = format === 'A4' ? 794 : 816 // CSS pixels, of which the margins take 91
    await report.emulateMedia({ media: 'print' })
    await report.setViewportSize({ width: width - 91, height: 900 })
    expect(await report.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width - 91)
    await report.close()
  })
