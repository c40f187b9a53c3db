// npm run bench: the benchmarks, in a real browser against the built product.
import { command, run } from './run.mjs'
import { setUp } from './setup.mjs'

await command(async () => {
  const env = await setUp({ page: true, browser: true })
  return run('node', ['bench/main.ts', ...process.argv.slice(2)], { env })
})
