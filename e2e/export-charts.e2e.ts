import { readFile } from 'node:fs/promises'

import type { Page } from '@playwright/test'

import { expectAccessible, readAs } from '#test/reader.ts'
import { fold, rowsOf } from '#test/rows.ts'

import { expect, test } from './fixtures.ts'

/** Saves the chart whose menu is open, and gives the file. */
async function save(page: Page, format: 'SVG' | 'PNG', name: RegExp): Promise<Buffer> {
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: new RegExp(`^${format}`) }).click()
  const download = await saving
  expect(download.suggestedFilename()).toMatch(name)
  return await readFile(await download.path())
}

test('a chart is saved as it is on screen, as SVG and as PNG', async ({ page, server }) => {
  const rows = await rowsOf(server)
  await readAs(page, { theme: 'dark', language: 'en' })
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Risk by protocol' })).toBeVisible()
  await page.getByRole('button', { name: 'Download “Risk by protocol” as an image' }).click()
  await expectAccessible(page, 'menu of a chart')

  const svg = (await save(page, 'SVG', /^openports-risk-demo-host-.*Z\.svg$/)).toString()
  const texts = [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text)
  for (const type of ['TCP', 'UDP']) {
    expect(texts).toContain(type)
    expect(texts).toContain(String(fold(rows).filter((row) => row.type === type).length))
  }
  expect(texts).toEqual(expect.arrayContaining(['Risk by protocol', 'Danger', 'Unknown']))
  expect(texts).not.toContain('Instances') // a control, and no part of the picture
  expect(svg).not.toMatch(/var\(|oklch|style=|class=|<(?!\/?(?:svg|title|rect|path|text)\b)/)
  expect([...svg.matchAll(/<path [^>]*fill="(#\w{6})"/g)].map(([, fill]) => fill)).toContain(
    await page.evaluate(() => {
      const context = new OffscreenCanvas(1, 1).getContext('2d')
      const bar = document.querySelector('#charts figure rect[data-values]')
      if (!context || !bar) throw new Error('no bar to compare with')
      context.fillStyle = getComputedStyle(bar).fill
      context.fillRect(0, 0, 1, 1)
      const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
      return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
    }),
  )

  const png = await save(page, 'PNG', /^openports-risk-demo-host-.*Z\.png$/)
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? []
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * Number(width), 2 * Number(height)])
  await expect(page.getByText('Downloaded.', { exact: true })).toBeVisible()
})
