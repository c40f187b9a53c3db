import { expect, test } from 'vitest'

import { responseHeaders, withFrameAncestors, withHsts } from './response-headers.ts'

test('every answer by TLS keeps browsers to TLS for two years, subdomains included', () => {
  const kinds = Object.values(
    withHsts(withFrameAncestors(responseHeaders(), ['https://console.example.com'])),
  )
  expect(kinds.map((headers) => headers['Strict-Transport-Security'])).toEqual(
    kinds.map(() => 'max-age=63072000; includeSubDomains'),
  )
})
