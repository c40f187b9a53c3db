// node scripts/run.mjs [--build] [--browser] [PROGRAM ARGUMENTS…]: installs the packages where needed, builds page and
// server and finds a Chromium when asked, and runs a program of the project on the pinned Node.
import { withBrowser } from './browser.mjs'
import { command, run } from './process.mjs'
import { build, setUp } from './setup.mjs'

await command(async () => {
  const args = process.argv.slice(2)
  const options = args.findIndex((arg) => !arg.startsWith('--'))
  const program = options === -1 ? [] : args.slice(options)
  const wanted = new Set(args.slice(0, args.length - program.length))
  let env = await setUp()
  if (wanted.has('--build')) await build(env)
  if (wanted.has('--browser')) env = await withBrowser(env)
  return program.length === 0 ? 0 : run('node', program, { env })
})
