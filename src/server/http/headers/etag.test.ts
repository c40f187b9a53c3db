import { expect, test } from 'vitest'

import { matchesETag } from './etag.ts'

test.each([
  ['"7"', true],
  ['W/"7"', true],
  ['"6", W/"7"', true],
  ['"6","7"', true],
  [' * ', true],
  ['"70"', false],
  ['7', false],
  ['"6"', false],
  ['', false],
  [undefined, false],
])('If-None-Match: %s names the tag 7: %s', (header, named) => {
  expect(matchesETag(header, '7')).toBe(named)
})
