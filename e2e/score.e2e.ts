import { readFile } from 'node:fs/promises'

import { createRowSet } from '#analysis/row-set.ts'
import { DEFAULT_WEIGHTS } from '#analysis/score-weights.ts'
import { scoreRows } from '#analysis/score.ts'
import { expectAccessible } from '#test/reader.ts'
import { rowsOf } from '#test/rows.ts'
import type { Row } from '#test/rows.ts'

import { cellsOf, dashboard, expectQuery, runCommand } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

const tenths = (n: number) =>
  (n / 10).toLocaleString('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

const scoreOf = (rows: readonly Row[], weights = DEFAULT_WEIGHTS): number => {
  const set = createRowSet(
    rows.length,
    rows.map(({ num, ...row }) => ({ ...row, servers: num })),
  )
  return scoreRows(set, Uint32Array.from(rows.keys()), weights).total
}

const isTelnet = ({ port, type }: Row) => port === 23 && type === 'TCP'

test('the score has a breakdown, falls without a port, and follows the filter', async ({ page, server }) => {
  const rows = await rowsOf(server)
  const telnet = rows.filter(isTelnet)
  const score = page.getByRole('region', { name: 'Score', exact: true })
  const total = score.getByRole('status')
  await page.goto('/')
  await expect(dashboard(page).rows.first()).toBeVisible()
  await expect(score).toHaveCount(0)
  await runCommand(page, 'Score')
  await expect(total).toHaveText(tenths(scoreOf(rows)))
  await expect(score).toContainText('Prioritization score, not a risk rating.')

  await test.step('the contributions in sight add up to it', async () => {
    const contributions = score.getByRole('table', { name: 'Score breakdown' }).getByRole('row')
    const numbers = (await contributions.allInnerTexts()).map((row) =>
      Math.round(Number(row.split('\t').at(-1)?.replace(',', '')) * 10),
    )
    const [, ...parts] = numbers // without the head
    const shown = parts.pop()
    expect(parts).toHaveLength(9) // eight ports and the others
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(shown)
    expect(shown).toBe(scoreOf(rows))
    await score.getByRole('button', { name: 'How the score is calculated' }).click()
    await expect(score).toContainText('log2(1 + servers)')
    await page.keyboard.press('Escape')
    await expectAccessible(page, 'contributions')
  })

  await test.step('the table has each contribution, worst first by a click on its head, and files have them too', async () => {
    const { column, sortBy, rows: lines } = dashboard(page)
    await sortBy('Contribution').click()
    await expect(column('Contribution')).toHaveAttribute('aria-sort', 'descending')
    const worst = rows.map((row) => scoreOf([row])).toSorted((a, b) => b - a)
    const contribution = (line: string[]) => line.at(-1)?.split(/\s+/)[0]
    await expect
      .poll(async () => (await cellsOf(lines)).map(contribution))
      .toEqual(worst.slice(0, 20).map((value) => tenths(value)))

    await page.getByRole('search').getByRole('button', { name: 'Export', exact: true }).click()
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: /^CSV / }).click()
    const text = await readFile(await (await saving).path(), 'utf8')
    const [head, ...saved] = text.trimEnd().split('\r\n')
    expect(head).toMatch(/,contribution$/)
    expect(saved.map((line) => Math.round(Number(line.split(',').at(-1)) * 10))).toEqual(worst)
    await page.keyboard.press('Escape')
    await page.goBack()
    await score.getByRole('button', { name: 'Hide breakdown' }).click()
    await expect(column('Contribution')).toHaveCount(0)
    await page.goBack()
  })

  await test.step('without a port it falls by its contribution', async () => {
    await score.getByRole('checkbox', { name: 'Include 23 TCP', exact: true }).uncheck()
    await expectQuery(page, { score: 'open', without: '23-tcp' })
    await expect(total).toHaveText(
      `${tenths(scoreOf(rows))}${tenths(scoreOf(rows) - scoreOf(telnet))}without 1 port (−${tenths(scoreOf(telnet))})`,
    )
    await page.reload()
    await expect(score.getByRole('checkbox', { name: 'Include 23 TCP', exact: true })).not.toBeChecked()
    await page.goBack()
    await expect(total).toHaveText(tenths(scoreOf(rows)))
  })

  await test.step('it is that of the ports that the filter shows', async () => {
    await dashboard(page).searchField.fill('23')
    await expect(total).toHaveText(tenths(scoreOf(rows.filter(({ port }) => port === 23))))
  })
})

test('weights are in sight, changed in a dialog, and held by the address', async ({ page, server }) => {
  const rows = await rowsOf(server)
  const score = page.getByRole('region', { name: 'Score', exact: true })
  const total = score.getByRole('status')
  const own = { ...DEFAULT_WEIGHTS, danger: 10, none: 0 }
  await page.goto('/?score=open')
  await score.getByRole('button', { name: 'Change weights' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change weights' })
  await dialog.getByRole('spinbutton', { name: 'Danger' }).fill('101')
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await expect(dialog).toBeVisible() // out of range: the browser says so
  await expectAccessible(page, 'weights')
  await dialog.getByRole('spinbutton', { name: 'Danger' }).fill('10')
  await dialog.getByRole('spinbutton', { name: 'Not listed' }).fill('0')
  await page.keyboard.press('Enter')

  await expect(dialog).toBeHidden()
  await expectQuery(page, { score: 'open', weights: 'danger:10,none:0' })
  await expect(total).toHaveText(tenths(scoreOf(rows, own)))
  await page.reload()
  await expect(total).toHaveText(tenths(scoreOf(rows, own)))
  await score.getByRole('button', { name: 'Reset to defaults' }).click()
  await expectQuery(page, { score: 'open' })
  await expect(total).toHaveText(tenths(scoreOf(rows)))
  await page.goBack()
  await expect(total).toHaveText(tenths(scoreOf(rows, own)))
})
