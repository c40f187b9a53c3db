// npm run token -- add NAME: API tokens, whether or not the server runs.
import { command, run } from './run.mjs'
import { setUp } from './setup.mjs'

await command(async () => {
  const env = await setUp()
  return run('node', ['src/server/token-main.ts', ...process.argv.slice(2)], { env })
})
