import fc from 'fast-check'
import { expect, test } from 'vitest'

import { createPageSize } from './page-size.ts'
import type { PageSize } from './page-size.ts'

/** Calls until one is answered or refused for good, as a region does that takes so much, and refuses some scopes. */
function ask(pages: PageSize, scope: string, region: { takes: number; refuses: readonly string[] }) {
  for (let calls = 1; ; calls++) {
    const limit = pages.limit(200)
    if (limit <= region.takes && !region.refuses.includes(scope)) {
      pages.taken(limit)
      return { calls, limit }
    }
    if (!pages.refused(limit, scope)) return { calls, limit: null }
  }
}

test('a region is read with the largest page that it takes, whatever scope it refuses besides', () => {
  const scope = fc.constantFrom('a', 'b', 'c')
  fc.assert(
    fc.property(
      fc.constantFrom(200, 150, 100, 60, 50, 20, 10),
      fc.uniqueArray(scope, { maxLength: 2 }),
      fc.array(scope, { minLength: 1, maxLength: 20 }),
      (takes, refuses, asked) => {
        const pages = createPageSize()
        const best = [200, 100, 50, 20, 10].find((size) => size <= takes)
        let calls = 0
        for (const scope of asked) {
          const outcome = ask(pages, scope, { takes, refuses })
          expect(outcome.limit).toBe(refuses.includes(scope) ? null : best)
          calls += outcome.calls
        }
        expect(calls - asked.length).toBeLessThanOrEqual(4 * 3) // each scope costs the way down once
      },
    ),
  )
})

test('a look-up of one port, which has the smallest page, says nothing of the size', () => {
  const pages = createPageSize()
  expect(pages.refused(10, 'a')).toBe(false)
  expect(pages.limit(200)).toBe(200)
})
