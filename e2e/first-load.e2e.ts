import { fileURLToPath } from 'node:url'

import { measureFirstLoad } from '../bench/first-load.ts'
import { expect, test } from './fixtures.ts'

test('what is loaded before anything is drawn keeps within its budget', async () => {
  const { script, hasCharts } = await measureFirstLoad(
    fileURLToPath(new URL('../dist/client', import.meta.url)),
  )
  expect(hasCharts).toBe(false)
  expect(script.brotli).toBeGreaterThan(100_000) // all of it was found
  expect(script.brotli).toBeLessThan(137_000) // bytes: what came in last should come on demand
})
