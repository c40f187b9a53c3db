import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

import { en } from '#i18n/en.ts'
import { PORT_PANEL_TEXTS } from '#i18n/port-panel.ts'
import { zh } from '#i18n/zh.ts'
import type { Language, Theme } from '#preferences.ts'

/** The page's own texts, to find its parts by in either language. */
export const MESSAGES = {
  en: { ...en, portPanel: PORT_PANEL_TEXTS.en },
  'zh-CN': { ...zh, portPanel: PORT_PANEL_TEXTS['zh-CN'] },
} satisfies Record<Language, unknown>

/** The settings of a reader. */
export type Reader = { theme: Theme; language: Language }

/** Chooses theme and language as that reader did on an earlier visit. Before the page is opened. */
export async function readAs(page: Page, { theme, language }: Reader): Promise<void> {
  await page.addInitScript(
    (kept) => {
      for (const [key, value] of kept) localStorage.setItem(key, value)
    },
    [
      ['openports-theme', theme],
      ['openports-charts', 'open'], // as a first visit by a phone has them not
      ['openports-language', language],
    ] as const,
  )
}

/** Has the charts in sight also on a phone, where they are folded until the reader opens them. */
export async function unfoldCharts(page: Page): Promise<void> {
  await page.addInitScript(() => localStorage.setItem('openports-charts', 'open'))
}

/** WCAG 2.2 up to AA, and what axe counts as good practice besides. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * Expects axe to find nothing wrong with the page as it now is, or with a part of it.
 *
 * @param within A selector of the part; `frames` is the whole page with those of other sites in it, which takes seconds.
 * @param looksFor All faults, or those that another theme may have where all the rest is the same.
 */
export async function expectAccessible(
  page: Page,
  state: string,
  within = 'html',
  looksFor: 'all' | 'contrast' = 'all',
): Promise<void> {
  const axe = new AxeBuilder({ page })
    .include(within === 'frames' ? 'html' : within)
    .options({ resultTypes: ['violations'] }) // describing all that is well takes longer than looking
    .setLegacyMode(within !== 'frames') // no page of its own to put frames together in, which takes seconds
  const { violations } = await (
    looksFor === 'all' ? axe.withTags(RULES) : axe.withRules(['color-contrast'])
  ).analyze()
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} (${node.failureSummary ?? ''})`),
  )
  expect(found, state).toEqual([])
}

/** Expects that the page is no wider than its window. */
export async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  const { content, window } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }))
  expect(content).toBeLessThanOrEqual(window)
}

/** Adds up, from the page's first paint on, by how much what is on screen moved of itself. Before it is opened. */
export async function watchLayoutShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const shifts: { value: number; hadRecentInput: boolean; sources: unknown[] }[] = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push(entry.toJSON())
    }).observe({ type: 'layout-shift', buffered: true })
    Object.assign(globalThis, { layoutShifts: shifts })
  })
  return () =>
    page.evaluate(async () => {
      await new Promise(requestAnimationFrame)
      await new Promise(requestAnimationFrame)
      const shifts: unknown = Reflect.get(globalThis, 'layoutShifts')
      if (!Array.isArray(shifts)) throw new Error('layout shifts are not observed')
      return shifts.reduce(
        (sum: number, { value, hadRecentInput }) => sum + (hadRecentInput === true ? 0 : Number(value)),
        0,
      )
    })
}
