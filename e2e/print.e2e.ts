import { dashboard } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

const PAPER = 718 // CSS pixels between the margins of A4

for (const [name, path] of [
  ['the page', '/?status=danger'],
  ['the page with a panel', '/?status=danger&row=2375-tcp'],
] as const)
  test(`${name} prints light, whole, and without controls`, async ({ page }) => {
    const { table, panel, rows } = dashboard(page)
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.goto(path)
    await expect(rows).toHaveCount(20)
    const opened = panel(2375, 'TCP')
    if (path.includes('row='))
      await expect(opened.getByRole('heading', { name: 'Recommendation' })).toBeVisible()
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    await page.setViewportSize({ width: PAPER, height: 1000 })

    for (const role of ['combobox', 'checkbox', 'radio', 'searchbox', 'search'] as const)
      await expect(page.getByRole(role)).toHaveCount(0)
    for (const button of ['Refresh', 'Export', 'Next page', 'Close'])
      await expect(page.getByRole('button', { name: button, exact: true })).toHaveCount(0)
    await expect(page.getByText('Demo fleet · Hosts · Enterprise project: All')).toBeVisible()
    await expect(page.getByRole('list', { name: 'Filter ports' })).toHaveText('Risk: Danger')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PAPER)
    await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)')
    if (!path.includes('row=')) return
    const [rowsBox, panelBox] = [await table.boundingBox(), await opened.boundingBox()]
    expect(panelBox?.y).toBeGreaterThan((rowsBox?.y ?? 0) + (rowsBox?.height ?? 0)) // beneath it, and over nothing
    expect(await opened.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0)
  })
