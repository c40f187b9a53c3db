// npm test: sets up what is missing, then the checks, cheapest first, up to the first that fails. PostgreSQL, the
// browser and more are installed meanwhile, each waited for by the first tests that need it.
// npm test -- WORD…: only the unit and browser tests whose file's path contains one of the words.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { command, root, run, say, SetupError } from './run.mjs'
import {
  setUp,
  setUpBrowser,
  setUpLibreOffice,
  setUpNginx,
  setUpObservatory,
  setUpPostgres,
} from './setup.mjs'
import { buildPage, pageIsCurrent } from './setup/page.mjs'
import { allTests, selectTests } from './test-selection.mjs'
import { add, NONE, ofPlaywright, ofVitest, ONE_FAILED, ONE_PASSED, totalsLine } from './totals.mjs'

const REPORTS = {
  vitest: join(root, '.vitest', 'report.json'),
  playwright: join(root, 'test-results', 'report.json'),
}

await command(async () => {
  let totals = NONE
  try {
    const words = process.argv.slice(2)
    const selected = words.length > 0 ? selectTests(allTests(), words) : null
    const unit = selected === null || selected.unit.length > 0
    const browser = selected === null || selected.browser.length > 0

    const postgres = meanwhile(unit ? setUpPostgres() : Promise.resolve())
    const env = await setUp()
    const observatory = meanwhile(browser ? setUpObservatory() : Promise.resolve())
    // After PostgreSQL: Debian installs one package at a time.
    const proxy = meanwhile(postgres.then(() => (browser ? setUpNginx() : undefined)))
    const withBrowser = meanwhile(proxy.then(() => (browser ? setUpBrowser(env) : env)))
    const spreadsheet = meanwhile(withBrowser.then(() => (browser ? setUpLibreOffice() : undefined)))

    const steps = [
      { name: 'Format, lint, types', wanted: selected === null, run: () => checks(env) },
      {
        name: 'Unit tests',
        wanted: unit,
        run: () => postgres.then(() => unitTests(env, selected?.unit ?? [])),
      },
      { name: 'Build', wanted: browser, run: () => build(env) },
      {
        name: 'Browser tests',
        wanted: browser,
        run: async () => {
          await Promise.all([observatory, spreadsheet])
          return browserTests(await withBrowser, selected?.browser ?? [])
        },
      },
    ].filter(({ wanted }) => wanted)
    for (const step of steps) {
      say(`\n${step.name}`)
      const result = await step.run()
      totals = add(totals, result)
      if (result.failed > 0) throw new SetupError(`\n${step.name} failed.`)
    }
  } catch (error) {
    if (totals.failed === 0) totals = add(totals, ONE_FAILED) // set-up itself, or a fault of this script
    throw error
  } finally {
    // Last of all, after the line that says what failed.
    process.on('exit', () => say(totalsLine(totals)))
  }
  return 0
})

/** Work that is waited for later. Whoever waits hears of its failure; until then it is no failure of nobody's. */
function meanwhile(work) {
  work.catch(() => {})
  return work
}

/** Side by side: each uses little more than one core. What one prints is shown when it fails. */
async function checks(env) {
  const results = await Promise.all([
    check(env, 'oxfmt', ['--check']),
    check(env, 'oxlint', ['--type-aware', '--deny-warnings']),
    check(env, 'tsc', []),
  ])
  return results.reduce(add, NONE)
}

async function check(env, tool, args) {
  return (await run(tool, args, { env, output: 'onFailure' })) === 0 ? ONE_PASSED : ONE_FAILED
}

async function build(env) {
  if (!pageIsCurrent()) await buildPage(env)
  return ONE_PASSED
}

/** @param files Paths; none means all. */
async function unitTests(env, files) {
  const options = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORTS.vitest}`]
  if (!process.stdout.isTTY) options.push('--no-color') // it takes CI=true for a terminal
  return reported(REPORTS.vitest, ofVitest, () => run('vitest', ['run', ...options, ...files], { env }))
}

async function browserTests(env, files) {
  const exactly = files.map((file) => `${file.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}$`) // it takes patterns
  const reporting = { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: REPORTS.playwright }
  const args = ['test', '--reporter=list,json', ...exactly]
  return reported(REPORTS.playwright, ofPlaywright, () => run('playwright', args, { env: reporting }))
}

/** Runs a test runner and reads the totals from the report it writes. One that fails without a word counts as one. */
async function reported(file, totalsOf, runner) {
  rmSync(file, { force: true })
  mkdirSync(dirname(file), { recursive: true })
  const status = await runner()
  const totals = readTotals(file, totalsOf)
  return status !== 0 && totals.failed === 0 ? add(totals, ONE_FAILED) : totals
}

function readTotals(file, totalsOf) {
  try {
    return totalsOf(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if (error.code === 'ENOENT') return NONE
    throw error
  }
}
