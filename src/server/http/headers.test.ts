import { expect, test } from 'vitest'

import { answerHeaders, framedBy, overTls } from './headers.ts'

test('every answer by TLS keeps browsers to TLS for two years, subdomains included', () => {
  const kinds = Object.values(overTls(framedBy(answerHeaders(), ['https://console.example.com'])))
  expect(kinds.map((headers) => headers['Strict-Transport-Security'])).toEqual(
    kinds.map(() => 'max-age=63072000; includeSubDomains'),
  )
})
