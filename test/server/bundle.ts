import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { build } from 'vite'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/**
 * A program of the server, built as the product is, which starts in a third of the time: for tests that start it again and
 * again.
 */
export async function bundle(program: string): Promise<{ file: string; remove: () => Promise<void> }> {
  const outDir = await mkdtemp(join(tmpdir(), 'openports-bundle-'))
  const name = basename(program, '.ts')
  await build({
    configFile: join(ROOT, 'vite.server.config.ts'),
    root: ROOT,
    logLevel: 'error',
    build: { outDir, rolldownOptions: { input: { [name]: program } } },
  })
  await writeFile(join(outDir, 'package.json'), '{ "type": "module" }')
  return { file: join(outDir, `${name}.js`), remove: () => rm(outDir, { recursive: true, force: true }) }
}
