import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const ROOT = join(import.meta.dirname, '..')
const runFile = promisify(execFile)

/** The element as its users get it: built, packed, and to be installed from the file. */
export type EmbedPackage = {
  version: string
  /** The files in the package, by path. */
  files: readonly string[]
  /** Installs it into a folder, as `npm install FILE` does. */
  installIn: (folder: string) => Promise<void>
  remove: () => Promise<void>
}

export async function packEmbed(): Promise<EmbedPackage> {
  const folder = await mkdtemp(join(tmpdir(), 'openports-embed-package-'))
  await runFile('npm', ['run', 'build:embed'], { cwd: ROOT })
  const pack = ['pack', './packages/embed', '--pack-destination', folder, '--json', '--silent']
  const { stdout } = await runFile('npm', pack, { cwd: ROOT })
  const [packed] = JSON.parse(stdout) as { filename: string; version: string; files: { path: string }[] }[] // oxlint-disable-line typescript/no-unsafe-type-assertion -- npm's own output
  if (packed === undefined) throw new Error(`npm packed nothing: ${stdout}`)
  return {
    version: packed.version,
    files: packed.files.map(({ path }) => path),
    installIn: async (target) => {
      const quiet = ['--offline', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts']
      await runFile('npm', ['install', '--prefix', target, ...quiet, join(folder, packed.filename)])
    },
    remove: () => rm(folder, { recursive: true }),
  }
}
