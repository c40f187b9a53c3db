// npm run import -- FILE…: adds scans to the inventory, whether or not the server runs.
import { command, run } from './run.mjs'
import { setUp } from './setup.mjs'

await command(async () => {
  const env = await setUp()
  return run('node', ['src/server/import-main.ts', ...process.argv.slice(2)], { env })
})
