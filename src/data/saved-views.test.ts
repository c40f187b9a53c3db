import { expect, test } from 'vitest'

import { ACTION_HEADER } from '#contract/headers.ts'

import { createHttp } from './http.ts'
import { forgetView, saveView } from './saved-views.ts'

const ORIGIN = 'http://dashboard.test'

test('what is changed is meant: with the header that another site cannot send, and without a body', async () => {
  const sent: [string, string, boolean, string | null][] = []
  const http = createHttp((request) => {
    const { pathname, searchParams } = new URL(request.url)
    sent.push([
      `${request.method} ${pathname}`,
      searchParams.toString(),
      request.body === null,
      request.headers.get(ACTION_HEADER),
    ])
    return Promise.resolve(new Response(null, { status: 204 }))
  }, ORIGIN)
  await saveView(http, { project: 'p/1', view: { name: 'a b', query: 'port=22' }, was: 'c' })
  await forgetView(http, { project: 'p/1', name: 'a b' })
  expect(sent).toEqual([
    ['PUT /api/views', 'project=p%2F1&name=a+b&query=port%3D22&was=c', true, 'page'],
    ['DELETE /api/views', 'project=p%2F1&name=a+b', true, 'page'],
  ])
})
