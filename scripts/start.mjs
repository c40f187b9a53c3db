// npm start: the page and its data on one address. Options are the server's own: npm start -- --help
import { command, run } from './run.mjs'
import { setUp } from './setup.mjs'

await command(async () => {
  const env = await setUp({ page: true })
  return run('node', ['src/server/main.ts', ...process.argv.slice(2)], { env })
})
