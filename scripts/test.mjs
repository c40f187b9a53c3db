// npm test: installs what is missing, then the checks, cheapest first, up to the first that fails. What the tests need
// of the machine (scripts/machine.sh) is installed meanwhile, and waited for by the unit tests.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { withBrowser } from './browser.mjs'
import { command, root, run, say, SetupError } from './process.mjs'
import { build, setUp } from './setup.mjs'
import { add, NONE, ofPlaywright, ofVitest, ONE_FAILED, ONE_PASSED, totalsLine } from './totals.mjs'

const REPORTS = {
  vitest: join(root, '.vitest', 'report.json'),
  playwright: join(root, 'test-results', 'report.json'),
}

await command(async () => {
  let totals = NONE
  try {
    if (process.argv.length > 2)
      throw new SetupError('npm test runs all tests. For some: npx vitest run PART, npm run e2e -- PART')
    const machine = run(join(root, 'scripts/machine.sh'), [], { output: 'onFailure' })
    const env = await setUp()
    const steps = {
      'Format, lint, types': () => checks(env),
      'Unit tests': async () => ((await machine) === 0 ? unitTests(env) : ONE_FAILED),
      Build: () => build(env).then(() => ONE_PASSED),
      'Browser tests': async () => browserTests(await withBrowser(env)),
    }
    for (const [name, step] of Object.entries(steps)) {
      say(`\n${name}`)
      const result = await step()
      totals = add(totals, result)
      if (result.failed > 0) throw new SetupError(`\n${name} failed.`)
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

/** Side by side: each uses little more than one core. What one prints is shown when it fails. */
async function checks(env) {
  const tools = [['oxfmt', '--check'], ['oxlint', '--type-aware', '--deny-warnings'], ['tsc']]
  const codes = await Promise.all(
    tools.map(([tool, ...args]) => run(tool, args, { env, output: 'onFailure' })),
  )
  return codes.map((code) => (code === 0 ? ONE_PASSED : ONE_FAILED)).reduce(add, NONE)
}

async function unitTests(env) {
  const options = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORTS.vitest}`]
  if (!process.stdout.isTTY) options.push('--no-color') // it takes CI=true for a terminal
  return reported(REPORTS.vitest, ofVitest, () => run('vitest', ['run', ...options], { env }))
}

async function browserTests(env) {
  const reporting = { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: REPORTS.playwright }
  const runner = () => run('playwright', ['test', '--reporter=list,json'], { env: reporting })
  return reported(REPORTS.playwright, ofPlaywright, runner)
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
