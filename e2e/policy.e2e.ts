import { MESSAGES } from '#test/reader.ts'

import { expect, test, watch } from './fixtures.ts'

const { en: t } = MESSAGES

test('the page’s policy lets nothing in but its own files, and turns no text into code', async ({
  page,
  server,
}) => {
  const answer = await page.goto('/')
  const policy = answer?.headers()['content-security-policy'] ?? ''
  const directives = new Map(policy.split('; ').map((text) => [text.split(' ')[0], text.split(' ').slice(1)]))
  expect(directives.get('default-src')).toEqual(["'none'"])
  expect(directives.get('script-src')).toEqual(["'self'"])
  expect(directives.get('require-trusted-types-for')).toEqual(["'script'"])
  expect(directives.get('trusted-types')).toEqual(["'none'"])
  expect(policy).not.toMatch(/unsafe-|\*|data:|blob:|https?:/)

  await expect(page.getByRole('heading', { name: t.charts.topPorts })).toBeVisible()
  const loaded = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin),
  )
  expect(new Set(loaded)).toEqual(new Set([new URL(server.url).origin]))

  // What a script of the page asks for ahead has to be what was built, as what the document itself names.
  const asked = page.locator('head script[data-messages-en]')
  const [path, digest] = (await asked.getAttribute('data-messages-en'))?.split('#') ?? []
  await expect(page.locator(`link[href="${path}"][integrity="${digest}"]`)).toHaveCount(1)
  const others = await asked.getAttribute('data-messages-zh')
  await expect(page.locator(`link[href="${others?.split('#')[0]}"]`)).toHaveCount(0)
})

test('what breaks the policy is stopped by the browser', async ({ browser, server }) => {
  const context = await browser.newContext() // of its own: nothing here is quiet
  const problems = watch(context)
  const page = await context.newPage()
  await page.goto(server.url)
  await expect(page.getByRole('heading', { name: t.charts.topPorts })).toBeVisible()
  const outcome = await page.evaluate(() => {
    const stopped = (attempt: () => unknown): boolean => {
      try {
        attempt()
        return false
      } catch {
        return true
      }
    }
    const inline = document.createElement('script')
    return {
      markup: stopped(() => document.body.insertAdjacentHTML('beforeend', '<i>markup</i>')),
      innerHtml: stopped(() => Object.assign(document.createElement('div'), { innerHTML: '<i>markup</i>' })),
      scriptText: stopped(() => Object.assign(inline, { text: 'globalThis.ran = true' })),
      policy: stopped(() => Reflect.get(globalThis, 'trustedTypes').createPolicy('any', {})),
    }
  })
  expect(outcome).toEqual({ markup: true, innerHtml: true, scriptText: true, policy: true })
  await expect.poll(() => problems.length).toBeGreaterThan(0)
  await context.close()
})

test('an answer of the API that is opened as a page runs nothing', async ({ browser, server }) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await page.goto(server.url) // for the session
  const script = encodeURIComponent('<script>alert(1)</script><img src=x onerror=alert(1)>')
  for (const path of [
    '/api/projects',
    '/v5/demo/asset/port/statistics',
    '/v5/demo/asset/ports/detail?port=22',
    `/v5/${script}/asset/port/statistics`,
    `/v5/demo/asset/port/statistics?limit=${script}`,
    `/v5/demo/asset/port/statistics?${script}=1`,
    `/api/${script}`,
    '/favicon.svg',
  ]) {
    const answer = await page.goto(`${server.url}${path}`)
    const headers = answer?.headers() ?? {}
    expect(headers['content-security-policy'], path).toMatch(/default-src 'none'.*sandbox/)
    expect(headers['x-content-type-options'], path).toBe('nosniff')
    expect(headers['content-type'], path).toMatch(/^(application\/json|image\/svg\+xml)/)
    expect(await page.locator('script, img, iframe').count(), path).toBe(0)
    // A document of its own, without origin: it can neither run a script nor read what the page may.
    expect(await page.evaluate(() => globalThis.origin), path).toBe('null')
  }
  // A page of words, which has a way back and nothing of the address.
  await page.goto(`${server.url}/${script}`)
  expect(await page.content()).not.toContain('alert')
  expect(await page.locator('script, img, iframe').count()).toBe(0)
  expect(dialogs).toEqual([])
  await context.close()
})
