import { describe, expect, test } from 'vitest'

import { add, NONE, ofPlaywright, ofVitest, ONE_FAILED, ONE_PASSED, totalsLine } from './totals.mjs'

test('the line names skipped tests only when there are any', () => {
  expect(totalsLine({ passed: 214, failed: 0, skipped: 0 })).toBe('214 passed, 0 failed')
  expect(totalsLine({ passed: 12, failed: 1, skipped: 3 })).toBe('12 passed, 1 failed, 3 skipped')
})

test('totals add up over steps and suites', () => {
  const steps = [ONE_PASSED, ONE_PASSED, { passed: 5, failed: 2, skipped: 1 }, ONE_FAILED]
  expect(steps.reduce(add, NONE)).toEqual({ passed: 7, failed: 3, skipped: 1 })
})

describe('Vitest', () => {
  const report = (counts, testResults) => ({
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults,
    ...counts,
  })

  test('counts tests, not files', () => {
    const files = [{ status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] }]
    const counts = { numPassedTests: 30, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }
    expect(ofVitest(report(counts, files))).toEqual({ passed: 30, failed: 1, skipped: 3 })
  })

  test('counts a file that could not be run as one failure', () => {
    const files = [
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
      { status: 'failed', assertionResults: [] },
    ]
    expect(ofVitest(report({ numPassedTests: 1 }, files))).toEqual({ passed: 1, failed: 1, skipped: 0 })
  })
})

test('Playwright: errors outside the tests count as failures', () => {
  const stats = { expected: 20, unexpected: 1, flaky: 0, skipped: 2 }
  expect(ofPlaywright({ stats, errors: [] })).toEqual({ passed: 20, failed: 1, skipped: 2 })
  expect(ofPlaywright({ stats, errors: [{ message: 'it does not parse' }] }).failed).toBe(2)
})
