import { createServer } from 'node:http'

import { closeServer, listenOnLoopback } from '#test/loopback.ts'
import { MESSAGES } from '#test/reader.ts'

import { expect, test } from './fixtures.ts'

const { en: t } = MESSAGES

// The other site is one on purpose, which may not show what is ours; the page begins without a session.
test.use({
  expectedProblems: [/^request to another host: http:\/\/localhost:|status of 401|ERR_BLOCKED_BY_RESPONSE/],
})

test('a user who follows a link from another site gets in, once and again', async ({
  page,
  context,
  server,
}) => {
  const other = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html')
    response.end(`<title>Other</title><a href="${server.url}/?port=22">Ports</a><img src="${server.url}/">`)
  })
  const port = await listenOnLoopback(other, 0, 'localhost')
  try {
    await page.goto(`http://localhost:${port}/`)
    expect(await context.cookies(server.url)).toEqual([])
    for (const visit of ['first', 'second']) {
      await page.getByRole('link', { name: 'Ports' }).click()
      await expect(page.getByRole('table', { name: t.table.label, exact: true }), visit).toBeVisible()
      await page.goBack()
    }
    expect(await context.cookies(server.url)).toHaveLength(1)
  } finally {
    await page.close()
    await closeServer(other)
  }
})
