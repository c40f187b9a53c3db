import { expect, test } from 'vitest'

import { queryOfView, viewOfQuery } from './host-view.ts'

const mirrored = (query: string): string => {
  const view = viewOfQuery(query)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a read query has every parameter of a view
  return queryOfView(view as Parameters<typeof queryOfView>[0])
}

test.each(['', 'port=22,80', 'q=service:redis&sort=-servers', 'project=p&page=2&row=22-tcp'])(
  'a view that is mirrored is the same when the host gives it back: %s',
  (query) => {
    expect(mirrored(query)).toBe(query)
    expect(mirrored(`?${query}`)).toBe(query)
  },
)

test('what is no part of a view is not mirrored', () => {
  expect(mirrored('embed=true&show=table&page=-x&type=UDP&anything=1')).toBe('type=UDP')
})
