import { expect, test } from 'vitest'

import { SetupError } from './run.mjs'
import { allTests, selectTests } from './test-selection.mjs'

const TESTS = {
  unit: ['src/analysis/order.test.ts', 'src/server/store/record.test.ts'],
  browser: ['e2e/sort-order.e2e.ts', 'e2e/share-a-view.e2e.ts'],
}

test('a word selects unit and browser tests by their paths', () => {
  expect(selectTests(TESTS, ['order'])).toEqual({
    unit: ['src/analysis/order.test.ts'],
    browser: ['e2e/sort-order.e2e.ts'],
  })
  expect(selectTests(TESTS, ['store/', 'share'])).toEqual({
    unit: ['src/server/store/record.test.ts'],
    browser: ['e2e/share-a-view.e2e.ts'],
  })
})

test('a word that selects nothing is an error, not a success without tests', () => {
  expect(() => selectTests(TESTS, ['ordre'])).toThrow(new SetupError(`No test file's path contains "ordre".`))
})

test('options are refused', () => {
  expect(() => selectTests(TESTS, ['order', '--ui'])).toThrow(/not --ui/)
})

test('the project has tests, and this file is one of them', () => {
  expect(allTests().unit).toContain('scripts/test-selection.test.mjs')
})
