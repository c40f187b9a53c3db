import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { serverProcess } from '#test/server/server-process.ts'

const CONSOLE = 'https://console.example.com'

test('while developing, there is the script for pages that frame ours, for those that may', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'openports-dev-'))
  const settings = { OPENPORTS_DATA_DIR: dataDir, OPENPORTS_FRAME_ANCESTORS: CONSOLE }
  const server = serverProcess(join(import.meta.dirname, 'dev.ts'), [], settings)
  onTestFinished(async () => {
    server.child.kill('SIGTERM')
    await server.ended
    await rm(dataDir, { recursive: true, force: true })
  })
  const url = await server.ready()
  const script = await fetch(`${url}/embed.js`, { headers: { Origin: CONSOLE } })
  expect(script.headers.get('Access-Control-Allow-Origin')).toBe(CONSOLE)
  expect(script.headers.get('Content-Type')).toMatch(/^text\/javascript/)
  const code = await script.text()
  expect(code).toMatch(/customElements\.define\(.open-ports./)
  expect(code).not.toMatch(/^import /m) // a page of another site gets this one file
})
