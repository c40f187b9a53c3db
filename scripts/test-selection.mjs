import { readdirSync } from 'node:fs'
import { join } from 'node:path'

import { root, SetupError } from './run.mjs'

/** Every test file of the project, relative to its top. */
export function allTests() {
  const under = (folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .map((file) => join(folder, file).replaceAll('\\', '/'))
      .filter((file) => !file.includes('/node_modules/'))
  return {
    unit: ['src', 'e2e', 'scripts'].flatMap(under).filter((file) => /\.test\.(ts|mjs)$/.test(file)),
    browser: under('e2e').filter((file) => file.endsWith('.e2e.ts')),
  }
}

/**
 * The test files whose path contains one of some words.
 *
 * @throws {SetupError} when there is none, or a word is an option: those belong to the runners themselves.
 */
export function selectTests({ unit, browser }, words) {
  const option = words.find((word) => word.startsWith('-'))
  if (option !== undefined) {
    throw new SetupError(
      `npm test takes parts of test files' paths, not ${option}. Options go to npx vitest or npx playwright.`,
    )
  }
  const matching = (files) => files.filter((file) => words.some((word) => file.includes(word)))
  const selected = { unit: matching(unit), browser: matching(browser) }
  if (selected.unit.length + selected.browser.length === 0) {
    throw new SetupError(`No test file's path contains ${words.map((word) => `"${word}"`).join(' or ')}.`)
  }
  return selected
}
