// npm run build:demo: the page over the demo fleet as a folder for any static host, dist/demo.
import { command, run, say } from './run.mjs'
import { setUp } from './setup.mjs'

await command(async () => {
  const env = await setUp()
  const status = await run('vite', ['build', '--mode', 'demo', '--logLevel', 'warn'], { env })
  if (status === 0) say('The demo is in dist/demo. Put the folder on any static host, under any path.')
  return status
})
