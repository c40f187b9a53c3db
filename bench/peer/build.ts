import { fileURLToPath } from 'node:url'

import { build } from 'vite'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Builds the comparison page with the product's own build settings, and gives the folder. */
export async function buildPeer(): Promise<string> {
  const folder = `${ROOT}dist/bench-peer`
  await build({
    configFile: `${ROOT}vite.config.ts`,
    root: `${ROOT}bench/peer`,
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true },
  })
  return folder
}
