// npm run bench: the benchmarks, in a real browser against the built product.
import { command, run } from './run.mjs'
import { setUp, setUpBrowser } from './setup.mjs'

await command(async () => {
  const env = await setUpBrowser(await setUp({ page: true }))
  return run('node', ['bench/main.ts', ...process.argv.slice(2)], { env })
})
