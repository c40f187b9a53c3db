import { expect, test } from 'vitest'

import { asksForColumns, COLUMNS_TYPE } from './columns.ts'

test.each([COLUMNS_TYPE, COLUMNS_TYPE.toUpperCase(), `text/html, ${COLUMNS_TYPE} ; q=0.5`])(
  'columns are asked for by their name: %s',
  (accept) => expect(asksForColumns(accept)).toBe(true),
)

test.each([
  null,
  undefined,
  '',
  '*/*',
  'application/*',
  'application/json',
  `${COLUMNS_TYPE};q=0.0`,
  `${COLUMNS_TYPE}0`,
])('who does not name them, or rules them out, gets JSON: %s', (accept) =>
  expect(asksForColumns(accept)).toBe(false),
)
