import { copyFile, glob, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

import { build } from 'vite'

/** What runs in threads of its own. These files import nothing of ours, and are loaded from beside the file that starts them. */
const THREADS = '../../src/server/store/*-thread.ts'

/**
 * A program of the server as one file with its threads beside it, which starts in a third of the time: for tests that start
 * it again and again. It must not look for other files beside itself.
 */
export async function bundle(program: string): Promise<{ file: string; remove: () => Promise<void> }> {
  const outDir = await mkdtemp(join(tmpdir(), 'openports-bundle-'))
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    // pg loads its optional native part
    ssr: { noExternal: true, external: ['pg-native'] },
    build: {
      ssr: program,
      outDir,
      target: 'node24',
      rollupOptions: { output: { codeSplitting: false, entryFileNames: '[name].mjs' } },
    },
  })
  await writeFile(join(outDir, 'package.json'), '{ "type": "module" }')
  for await (const thread of glob(join(import.meta.dirname, THREADS)))
    await copyFile(thread, join(outDir, basename(thread)))
  return {
    file: join(outDir, `${basename(program, '.ts')}.mjs`),
    remove: () => rm(outDir, { recursive: true, force: true }),
  }
}
