// npm run dev:hss: as npm run dev, on a stand-in for HSS, IAM and EPS. --fault NAME adds a scope that fails.
import { command, run } from './run.mjs'
import { setUp } from './setup.mjs'

await command(async () => {
  const env = await setUp()
  return run('node', ['e2e/hss/dev.ts', ...process.argv.slice(2)], { env })
})
