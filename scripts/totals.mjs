/**
 * What ran, over all suites: `{ passed, failed, skipped }`. A step that only succeeds or fails (format, lint, types,
 * build) counts as one.
 */
export const NONE = Object.freeze({ passed: 0, failed: 0, skipped: 0 })
export const ONE_PASSED = Object.freeze({ ...NONE, passed: 1 })
export const ONE_FAILED = Object.freeze({ ...NONE, failed: 1 })

export function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }
}

/** `214 passed, 0 failed`, with `, 3 skipped` when any were. */
export function totalsLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/**
 * The totals of a Vitest run, from its `json` report. A file that fails outside its tests (it does not parse, a hook
 * throws) counts as one failure.
 */
export function ofVitest(report) {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** The totals of a Playwright run, from its `json` report. Errors outside the tests count as one failure each. */
export function ofPlaywright({ stats, errors }) {
  return {
    passed: stats.expected + stats.flaky, // retries are off, so that flaky is always 0
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }
}
