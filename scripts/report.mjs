// npm run report -- --out FILE: a report from the store, whether or not the server runs.
import { command, run } from './run.mjs'
import { setUp } from './setup.mjs'

await command(async () => {
  const env = await setUp()
  return run('node', ['src/server/report-main.ts', ...process.argv.slice(2)], { env })
})
