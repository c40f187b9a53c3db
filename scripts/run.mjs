// node scripts/run.mjs [--page] [--browser] PROGRAM ARGUMENTS…: installs the packages where needed, builds the page and
// finds a Chromium when asked, and runs a program of the project on the pinned Node.
import { withBrowser } from './browser.mjs'
import { command, run } from './process.mjs'
import { buildPage, setUp } from './setup.mjs'

await command(async () => {
  const args = process.argv.slice(2)
  const program = args.findIndex((arg) => !arg.startsWith('--'))
  const wanted = new Set(args.slice(0, program))
  let env = await setUp()
  if (wanted.has('--page')) await buildPage(env)
  if (wanted.has('--browser')) env = await withBrowser(env)
  return run('node', args.slice(program), { env })
})
