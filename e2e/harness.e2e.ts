import { startServer } from '#test/server.ts'

import { expect, test, watch } from './fixtures.ts'

// What proves the other journeys: a page that misbehaves is noticed. These use a context that nothing else watches.

test('errors, violations of the page’s policy and requests elsewhere are all noticed', async ({
  browser,
  server,
}) => {
  const context = await browser.newContext()
  const problems = watch(context)
  const page = await context.newPage()
  await page.goto(`${server.url}/`)
  expect(problems).toEqual([])

  await page.evaluate(() => {
    console.error('something went wrong')
    setTimeout(() => {
      throw new Error('not caught')
    })
    const image = document.createElement('img')
    image.src = 'https://elsewhere.example/pixel.png'
    document.body.append(image)
  })

  await expect.poll(() => problems.join('\n')).toContain('console: something went wrong')
  await expect.poll(() => problems.join('\n')).toContain('uncaught: not caught')
  await expect.poll(() => problems.join('\n')).toContain('Content Security Policy')
  await context.close()
})

test('a request to another host is noticed even where no policy forbids it', async ({ browser }) => {
  const context = await browser.newContext({ offline: true })
  const problems = watch(context)
  const page = await context.newPage()
  await page.goto('http://elsewhere.example/').catch(() => {}) // there is no way there: asking is what counts
  expect(problems).toContain('request to another host: http://elsewhere.example/')
  await context.close()
})

test('a server that was stopped comes back on the same address with its data', async ({ page }) => {
  const own = await startServer()
  try {
    const answer = async () => {
      const response = await fetch(`${own.url}/v5/demo/asset/port/statistics?category=host&limit=5`, {
        headers: { 'X-Auth-Token': own.token },
      })
      return { status: response.status, body: await response.text() }
    }
    const before = await answer()
    expect(before.status).toBe(200)
    await own.stop()
    await expect(answer()).rejects.toThrow('fetch failed')
    await own.restart()
    expect(await answer()).toEqual(before)
    await page.goto(`${own.url}/`)
    await expect(page).toHaveTitle(/Openports/)
  } finally {
    await page.close() // before the server that it asks
    await own.remove()
  }
})
