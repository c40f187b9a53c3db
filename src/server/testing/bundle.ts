import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

import { build } from 'vite'

/**
 * A program of the server as one file, which starts in a third of the time: for tests that start it again and again. It
 * must not look for files beside itself.
 */
export async function bundle(program: string): Promise<{ file: string; remove: () => Promise<void> }> {
  const outDir = await mkdtemp(join(tmpdir(), 'openports-bundle-'))
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    // pg asks for its faster half where somebody has installed it
    ssr: { noExternal: true, external: ['pg-native'] },
    build: {
      ssr: program,
      outDir,
      target: 'node24',
      rollupOptions: { output: { codeSplitting: false, entryFileNames: '[name].mjs' } },
    },
  })
  return {
    file: join(outDir, `${basename(program, '.ts')}.mjs`),
    remove: () => rm(outDir, { recursive: true, force: true }),
  }
}
