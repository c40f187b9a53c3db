import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { build } from 'vite'

import { startStaticHost } from './static-host.ts'

/** The demo as `npm run build:demo` makes it, under a path of a plain static host. */
export async function startDemo(path: string) {
  const folder = await mkdtemp(join(tmpdir(), 'openports-demo-'))
  await build({ mode: 'demo', logLevel: 'error', build: { outDir: folder, emptyOutDir: true } })
  const host = await startStaticHost(folder, path)
  return {
    ...host,
    folder,
    stop: async () => {
      await host.stop()
      await rm(folder, { recursive: true })
    },
  }
}
