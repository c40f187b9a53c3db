import { fileURLToPath } from 'node:url'

import { COLUMNS_TYPE } from '#contract/columns.ts'

import { measureFirstLoad } from '../bench/first-load.ts'
import { expect, test } from './fixtures.ts'

test('the first load keeps within its budget', async () => {
  const { script, hasCharts } = await measureFirstLoad(
    fileURLToPath(new URL('../dist/client', import.meta.url)),
  )
  expect(hasCharts).toBe(false)
  expect(script.brotli).toBeGreaterThan(100_000) // all of it was found
  expect(script.brotli).toBeLessThan(137_000) // bytes: what came in last should come on demand
})

test('a browser gets the document, scripts, styles and data as Brotli, and the rows in a kilobyte', async ({
  page,
}) => {
  const codings: [string, string | undefined][] = []
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (pathname === '/' || /\.(?:js|css)$/.test(pathname))
      codings.push([pathname, response.headers()['content-encoding']])
  })
  const projects = page.waitForResponse(/\/api\/projects/)
  const rows = page.waitForResponse(/\/asset\/port\/statistics/)
  await page.goto('/')
  expect((await projects).headers()['content-encoding']).toBe('br')
  const { 'content-type': type, 'content-length': length } = (await rows).headers()
  expect([type, Number(length) < 1_024]).toEqual([COLUMNS_TYPE, true])
  expect(codings.length).toBeGreaterThan(3)
  expect(codings.filter(([, coding]) => coding !== 'br')).toEqual([])
})
