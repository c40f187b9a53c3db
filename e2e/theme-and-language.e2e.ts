import type { Page } from '@playwright/test'

import { MESSAGES } from '#test/reader.ts'
import { byPort, count, fold, instancesOf, rowsOf } from '#test/rows.ts'

import { cellsOf, expectFigures } from './dashboard.ts'
import { expect, test } from './fixtures.ts'

const { en, 'zh-CN': zh } = MESSAGES

/** How light the page's ground is as painted: 0 is black, 1 is white. */
const lightness = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d')
    if (canvas === null) throw new Error('no canvas to read the colour with')
    canvas.fillStyle = getComputedStyle(document.body).backgroundColor
    canvas.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data
    return (red + green + blue) / (3 * 255)
  })

const expectLight = (page: Page) => expect.poll(() => lightness(page)).toBeGreaterThan(0.8)
const expectDark = (page: Page) => expect.poll(() => lightness(page)).toBeLessThan(0.2)

test('the theme follows the system until one is chosen, and the choice is kept', async ({ page }) => {
  const theme = page.getByRole('button', { name: /^Theme: / })
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('/')
  await expect(theme).toHaveAccessibleName('Theme: System theme')
  await expectLight(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectDark(page)

  await theme.click()
  await expect(theme).toHaveAccessibleName('Theme: Light theme')
  await expectLight(page)
  await page.reload()
  await expect(theme).toHaveAccessibleName('Theme: Light theme')
  await expectLight(page)

  await page.emulateMedia({ colorScheme: 'light' })
  await theme.click()
  await expect(theme).toHaveAccessibleName('Theme: Dark theme')
  await expectDark(page)
  await theme.click()
  await expectLight(page)
})

test('a theme that was chosen is there before the first paint', async ({ page }) => {
  await page.addInitScript(() => {
    localStorage.setItem('openports-theme', 'dark')
    new MutationObserver((_, observer) => {
      if (document.documentElement.dataset['theme'] === undefined) return
      performance.mark('theme chosen')
      observer.disconnect()
    }).observe(document, { attributes: true, subtree: true, childList: true })
  })
  await page.goto('/')
  await expectDark(page)
  const [chosen = Number.NaN, painted = Number.NaN] = await page.evaluate(() =>
    ['theme chosen', 'first-paint'].map((name) => performance.getEntriesByName(name)[0]?.startTime),
  )
  expect(chosen).toBeLessThan(painted)
})

test('the page is in Chinese once that is chosen, and remembers it', async ({ page, server }) => {
  const rows = await rowsOf(server)
  const language = page.getByRole('combobox').filter({ hasText: 'English' })
  await page.goto('/?type=TCP&row=23-tcp&port=1-65535')
  const servers = page
    .getByRole('region', { name: en.portPanel.servers('host') })
    .locator('tbody')
    .getByRole('row')
  await expect(servers).toHaveCount(10)
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')

  await language.selectOption('简体中文')
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expectNothingInEnglish(page)
  await expect(page.getByRole('region', { name: '概览' })).toContainText(`共 ${fold(rows).length} 个`)
  await expect(page.getByRole('complementary').getByRole('heading', { name: '风险说明' })).toBeVisible()

  await page.reload()
  await expect(
    page
      .getByRole('region', { name: zh.portPanel.servers('host') })
      .locator('tbody')
      .getByRole('row'),
  ).toHaveCount(10)
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expectNothingInEnglish(page)
  await page.getByRole('button', { name: '全部清除' }).click()
  await page.getByRole('search').getByRole('combobox').fill('22x')
  await expect(page.getByRole('search').getByRole('status')).toContainText('“22x”不是端口')

  await language.selectOption('English')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expectFigures(page, rows, rows)
})

test.describe('for a reader whose browser is in Chinese', () => {
  test.use({ locale: 'zh-CN' })
  test('the page is too, until English is chosen', async ({ page }) => {
    await page.goto('/')
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await expect(page.getByText(zh.scope.demoNotice)).toBeVisible()
    await page.getByRole('combobox', { name: zh.header.language }).selectOption('English')
    await page.reload()
    await expect(page.getByText(en.scope.demoNotice)).toBeVisible()
  })
})

for (const language of ['English', '简体中文']) {
  test(`ports are names and have no separators in ${language}, numbers of things do`, async ({
    page,
    server,
  }) => {
    const rows = await rowsOf(server)
    const table = page.getByRole('table', { name: /^(Ports|端口列表)$/ })
    await page.goto('/?sort=-port&size=100&row=10250-tcp')
    await expectFigures(page, rows, rows)
    await page.getByRole('combobox', { name: 'Language' }).selectOption(language)

    const shown = table.getByRole('row').filter({ has: page.getByRole('cell') })
    const expected = fold(rows).toSorted((a, b) => byPort(b, a))
    await expect
      .poll(async () => (await cellsOf(shown)).map(([port]) => port))
      .toEqual(expected.slice(0, 100).map(({ port }) => String(port)))
    await expect(page.getByRole('complementary').getByRole('heading').first()).toHaveText('10250')
    await expect(page.getByRole('main')).toContainText(count(instancesOf(rows)))
    await page.getByRole('search').getByRole('combobox').fill('10250')
    await expect(shown).toHaveCount(1)
    await expect(page.getByRole('main')).not.toContainText(count(10_250))
  })
}

/** Expects that no text, name or hint on the page is one of the English ones. */
async function expectNothingInEnglish(page: Page): Promise<void> {
  const said = await page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const words: string[] = []
    while (texts.nextNode()) words.push(texts.currentNode.textContent ?? '')
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      for (const element of document.querySelectorAll(`[${name}]`))
        words.push(element.getAttribute(name) ?? '')
    return words.map((word) => word.trim())
  })
  const chinese = new Set(textsOf(zh))
  const english = new Set(textsOf(en).filter((text) => !chinese.has(text)))
  expect(said.length).toBeGreaterThan(100)
  expect(said.filter((word) => english.has(word))).toEqual([])
}

/** The texts of a language that stand on the page as they are. */
function textsOf(messages: object): string[] {
  return Object.values(messages).flatMap((value: unknown) =>
    typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? textsOf(value) : [],
  )
}
