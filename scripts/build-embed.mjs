// Builds packages/embed for `npm pack`: the module, its types, and the licence beside them.
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { command, root, run, SetupError } from './process.mjs'

const QUIET = { output: 'onFailure' }
const PACKAGE = join(root, 'packages', 'embed')

/** The declarations of the element name each other as TypeScript's own files do; users of a package have the built ones. */
const TYPES = { 'package.d.ts': 'index.d.ts', 'element.d.ts': 'element.d.ts' }

await command(async () => {
  const emitted = await mkdtemp(join(tmpdir(), 'openports-embed-'))
  try {
    const builds = [
      run('vite', ['build', '--config', 'vite.embed.config.ts', '--logLevel', 'warn'], QUIET),
      run('tsc', ['--project', join(PACKAGE, 'tsconfig.json'), '--outDir', emitted], QUIET),
    ]
    if ((await Promise.all(builds)).some((status) => status !== 0))
      throw new SetupError('The build of packages/embed failed: see the output of vite or tsc above.')
    for (const [from, to] of Object.entries(TYPES)) {
      const text = await readFile(join(emitted, 'embed', from), 'utf8')
      await writeFile(join(PACKAGE, 'dist', to), text.replaceAll(/(?<=from '\.\/\w+)\.ts(?=')/g, '.js'))
    }
    await copyFile(join(root, 'LICENSE'), join(PACKAGE, 'LICENSE'))
    return 0
  } finally {
    await rm(emitted, { recursive: true })
  }
})
