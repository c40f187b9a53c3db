// npm run dev: page with hot reload and server in one process. Options are the server's own.
import { command, run } from './run.mjs'
import { setUp } from './setup.mjs'

await command(async () => {
  const env = await setUp()
  return run('node', ['src/server/dev.ts', ...process.argv.slice(2)], { env })
})
