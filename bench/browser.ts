import { chromium } from '@playwright/test'
import type { Browser, CDPSession, Locator, Page } from '@playwright/test'

import { PAGE } from './expected.ts'
import type { Ask, Expected } from './expected.ts'
import { instrument } from './instrument.ts'
import type { Painted, Places, TimedInput } from './instrument.ts'

/** A page under test: where it is, where it shows things, what saves its rows as CSV, and what is brushed, if anything. */
export type Site = {
  url: string
  places: Places
  csv: (page: Page) => Promise<Locator>
  brush: string | null
}

/** The histogram of ports: so many bars beside each other. */
export const PRODUCT_BRUSH = 'svg.cursor-crosshair'
const BARS = 64
const PORTS_A_BAR = 65_536 / BARS

export const PRODUCT_CSV: Site['csv'] = async (page) => {
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  return page.getByRole('button', { name: 'CSV' })
}

export const PEER_CSV: Site['csv'] = (page) =>
  Promise.resolve(page.getByRole('button', { name: 'Export CSV' }))

export const PRODUCT_PLACES: Places = {
  rows: 'table.table-fixed > tbody > tr',
  count: 'nav p',
  figures: '[aria-label="Summary"] > :is(:first-child, :last-child) .text-figure',
  instances: '[aria-label="Summary"] > :last-child',
  barNames: '#charts > section:last-child figure .sr-only tbody tr',
  bars: '#charts > section:last-child figure rect[data-values]',
  ranked: 8,
}

export const PEER_PLACES: Places = {
  rows: 'table > tbody > tr',
  count: 'nav p',
  figures: '[aria-label="Summary"] button',
  instances: '[aria-label="Summary"] p',
  barNames: 'figure:last-of-type .recharts-yAxis-tick-labels .recharts-cartesian-axis-tick-value',
  bars: 'figure:last-of-type .recharts-bar-rectangle path',
  ranked: 12,
}

const ALL: Ask = { port: '', sort: 'risk', page: 0 }

/** Each keystroke's text and what it asks for. `*` alone asks for nothing and is typed without being timed. */
const EXACT = ['4', '44', '443']
const CONTAINED = ['*4', '*44', '*443']

/** Milliseconds by job. `exact` and `contained` are keystrokes into the port field. */
export type Times = {
  load: Painted[]
  /** A key that changes nothing: what the browser's input, its frame and the stop-watch take by themselves. */
  idle: Painted[]
  exact: Painted[]
  contained: Painted[]
  sort: Painted[]
  flip: Painted[]
  last: Painted[]
  /** The filter deleted at once. */
  cleared: Painted[]
  /** Moves of a brush over the histogram of ports, each to the next bar. */
  brush: Painted[]
  /** Milliseconds from the click to a CSV file of all rows. */
  csv: number[]
  /** Bytes of JavaScript objects that live after a collection. */
  heap: number[]
  /** Milliseconds of the slowest input of a visit, to its next frame: what web-vitals call INP. Steps of 8. */
  worst: number[]
}

export const noTimes = (): Times => ({
  load: [],
  idle: [],
  exact: [],
  contained: [],
  sort: [],
  flip: [],
  last: [],
  cleared: [],
  brush: [],
  csv: [],
  heap: [],
  worst: [],
})

export const launch = (): Promise<Browser> =>
  chromium.launch({
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
    ...(process.env['CHROMIUM_PATH'] && { executablePath: process.env['CHROMIUM_PATH'] }),
  })

export type Effort = {
  /** Of the processor, as DevTools does it: 4 is a slow phone's beside this machine. */
  slowdown: number
  isOnSlow4G: boolean
  /** None for the navigation alone. */
  rounds: number
  /** Whether the ports reach far enough for a brush to change anything. */
  brushes: boolean
}

/** As Lighthouse has it: milliseconds, and bytes a second. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 93_750 }

/**
 * Opens a site as a first visit does, nothing cached, and does each job `rounds` times.
 *
 * @throws {Error} when the site does not come to show the right result: a wrong page is not timed.
 */
export async function visit(
  browser: Browser,
  { url, places, csv, brush }: Site,
  expected: (ask: Ask) => Expected,
  { slowdown, isOnSlow4G, rounds, brushes }: Effort,
  times: Times,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const devTools = await context.newCDPSession(page)
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  if (isOnSlow4G) await devTools.send('Network.emulateNetworkConditions', SLOW_4G)
  await page.addInitScript(instrument, { places, expected: expected(ALL) })

  await page.goto(url)
  times.load.push(await page.evaluate(() => window.bench.loaded))
  for (let round = 0; round < rounds; round++) await doJobs(page, expected, times, brushes ? brush : null)
  if (rounds > 0) {
    times.worst.push(await page.evaluate(() => window.bench.worst()))
    times.csv.push(...(await saveCsv(page, await csv(page), expected(ALL).rows)))
    times.heap.push(await heapOf(devTools))
  }
  await context.close()
}

async function doJobs(
  page: Page,
  expected: (ask: Ask) => Expected,
  times: Times,
  brush: string | null,
): Promise<void> {
  const after = async (input: TimedInput, ask: Ask, act: () => Promise<unknown>) => {
    await page.evaluate(([input, expected]) => window.bench.arm(input, expected), [
      input,
      expected(ask),
    ] as const)
    await act()
    return page.evaluate(() => window.bench.armed)
  }
  const press = (key: string) => page.keyboard.press(key)
  const clickHead = (name: string) => page.locator('thead button', { hasText: name }).last().click()

  for (const [sort, head] of [
    ['port', 'Port'],
    ['servers', 'Servers'],
  ] as const) {
    times.sort.push(await after('click', { ...ALL, sort }, () => clickHead(head)))
  }
  const sorted: Ask = { port: '', sort: 'servers', page: 0 }
  for (const turned of [1, 2]) {
    const next = () => page.getByRole('button', { name: 'Next page' }).click()
    times.flip.push(await after('click', { ...sorted, page: turned }, next))
  }
  const lastPage = Math.ceil(expected(ALL).rows / PAGE) - 1
  const toLast = () => page.getByRole('button', { name: 'Last page' }).click()
  times.last.push(await after('click', { ...sorted, page: lastPage }, toLast))

  const field = page.locator('input[type=search]')
  await field.focus()
  for (let n = 0; n < 3; n++) {
    times.idle.push(await after('keydown', { ...sorted, page: lastPage }, () => press('Shift')))
  }
  for (const port of EXACT) {
    times.exact.push(await after('keydown', { ...sorted, port }, () => press(port.slice(-1))))
  }
  await field.fill('*')
  for (const port of CONTAINED) {
    times.contained.push(await after('keydown', { ...sorted, port }, () => press(port.slice(-1))))
  }
  const clear = async () => {
    await field.focus()
    await press('Control+A')
    return after('keydown', sorted, () => press('Backspace'))
  }
  times.cleared.push(await clear())
  await field.blur() // suggestions would cover the table's head
  if (brush === null) return

  const histogram = page.locator(brush)
  await histogram.scrollIntoViewIfNeeded()
  const { x, y, width, height } = (await histogram.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  const moveTo = (bar: number) => page.mouse.move(x + ((bar + 0.5) / BARS) * width, y + height / 2)
  const upTo = (bar: number): Ask => ({ ...sorted, port: `0-${(bar + 1) * PORTS_A_BAR - 1}` })
  await moveTo(0)
  await after('pointerdown', upTo(0), () => page.mouse.down())
  for (const bar of [1, 2, 3]) times.brush.push(await after('pointermove', upTo(bar), () => moveTo(bar)))
  await page.mouse.up()
  await clear()
}

/** The first file is not timed: with it comes the code that writes files. */
async function saveCsv(page: Page, button: Locator, rows: number): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < 4; n++) {
    await page.evaluate(() => window.bench.armFile())
    await button.click()
    const file = await page.evaluate(() => window.bench.file)
    if (file.rows !== rows) throw new Error(`The file has ${file.rows} rows instead of ${rows}`)
    times.push(file.ms)
  }
  return times.slice(1)
}

async function heapOf(devTools: CDPSession): Promise<number> {
  await devTools.send('HeapProfiler.collectGarbage')
  await devTools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devTools.send('Runtime.getHeapUsage')
  return usedSize
}
