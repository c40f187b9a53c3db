import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { startConsole } from '#test/console.ts'
import type { ConsoleAndServer } from '#test/console.ts'
import { packEmbed } from '#test/embed-package.ts'
import { expectAccessible, MESSAGES } from '#test/reader.ts'

import { expect, test } from './fixtures.ts'

const { en: t } = MESSAGES
const EXAMPLE = fileURLToPath(new URL('../examples/console', import.meta.url))

// The console is another host on purpose; without a session the first answer is 401.
test.use({ expectedProblems: [/^request to another host: http:\/\/localhost:|status of 401/] })

let site: ConsoleAndServer
let folder: string
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openports-console-'))
  await cp(EXAMPLE, folder, { recursive: true })
  const embed = await packEmbed()
  await embed.installIn(folder)
  await embed.remove()
  site = await startConsole({ folder, basePath: '/openports' })
})
test.afterAll(async () => {
  await site.remove()
  await rm(folder, { recursive: true })
})

test('a console with the element as a package frames a server under a path, in the console’s colours', async ({
  page,
}) => {
  const scripts: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'script' && request.frame() === page.mainFrame())
      scripts.push(request.url())
  })
  await page.goto(site.url)
  const frame = page.frameLocator('iframe')
  await expect(frame.getByRole('table', { name: t.table.label, exact: true })).toBeVisible()
  await expect(page.locator('iframe')).toHaveAttribute('src', new RegExp(`^${site.server.url}/\\?`))
  expect(scripts.filter((url) => !url.startsWith(site.url))).toEqual([])

  const html = frame.locator('html')
  const accent = () => html.evaluate((root) => getComputedStyle(root).getPropertyValue('--color-accent'))
  await expect.poll(accent).toBe('rgb(29, 78, 216)')
  expect(await html.evaluate((root) => getComputedStyle(root).getPropertyValue('--radius-card'))).toBe('4px')
  await expectAccessible(page, 'a frame in the colours of its console', 'frames')

  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark')
  await expect.poll(accent).toBe('rgb(138, 180, 255)')
  await expectAccessible(page, 'a frame in the dark colours of its console', 'frames', 'contrast')

  // The theme of the element stays, and a colour of the console changes: only its computed value tells.
  await page.locator('open-ports').evaluate((element) => {
    element.style.setProperty('--openports-accent', 'gold')
    element.style.setProperty('--openports-radius', '0')
  })
  await expect.poll(accent).toBe('rgb(255, 215, 0)')
  await page
    .locator('open-ports')
    .evaluate((element) => element.style.setProperty('--openports-accent', 'initial'))
  await expect.poll(accent).toMatch(/^(light-dark|oklch)/)
})
