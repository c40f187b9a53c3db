import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

import { ACTION_HEADER } from '#contract/headers.ts'
import { SIGN_OUT_PATH } from '#contract/session.ts'

/** Ends the session that a page has, without the page being told: as when its time is up. */
export async function signOutElsewhere(page: Page): Promise<void> {
  const address = new URL(SIGN_OUT_PATH, page.url()).href
  const answer = await page.context().request.post(address, { headers: { [ACTION_HEADER]: 'test' } })
  expect(answer.status()).toBe(204)
}
