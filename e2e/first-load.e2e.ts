import { fileURLToPath } from 'node:url'

import { measureFirstLoad } from '../bench/first-load.ts'
import { expect, test } from './fixtures.ts'

test('the first load keeps within its budget', async () => {
  const { script, hasCharts } = await measureFirstLoad(
    fileURLToPath(new URL('../dist/client', import.meta.url)),
  )
  expect(hasCharts).toBe(false)
  expect(script.brotli).toBeGreaterThan(100_000) // all of it was found
  expect(script.brotli).toBeLessThan(130_000) // bytes: what came in last should come on demand
})

test('the first rows come with the document: nothing is asked for before they are there', async ({
  page,
}) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.querySelector('tbody [data-row]') === null) return
      observer.disconnect()
      performance.mark('rows')
    }).observe(document, { childList: true, subtree: true })
  })
  await page.goto('/')
  await expect(page.getByRole('row', { name: /kubelet/i }).first()).toBeVisible()
  expect(asked.filter((path) => /^\/(api|v5)\//.test(path))).toEqual([])
  const before = await page.evaluate(() => {
    const rows = performance.getEntriesByName('rows')[0]?.startTime ?? 0
    return performance.getEntriesByType('resource').filter((entry) => entry.startTime < rows).length
  })
  expect(before).toBeGreaterThan(0)
  expect(1 + before).toBeLessThanOrEqual(8) // with the document
})

test('a browser gets the document, scripts, styles and rows as Brotli', async ({ page }) => {
  const codings: [string, string | undefined][] = []
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (pathname === '/' || /\.(?:js|css)$/.test(pathname))
      codings.push([pathname, response.headers()['content-encoding']])
  })
  await page.goto('/')
  const rows = page.waitForResponse(/\/asset\/port\/statistics/)
  await page.evaluate(() => fetch('/v5/demo/asset/port/statistics?limit=50000'))
  expect((await rows).headers()['content-encoding']).toBe('br')
  expect(codings.length).toBeGreaterThan(3)
  expect(codings.filter(([, coding]) => coding !== 'br')).toEqual([])
})
