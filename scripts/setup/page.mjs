import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

import { root, run, say, SetupError } from '../run.mjs'

/** What the built page is made of. */
const INPUTS = [
  'index.html',
  'package.json',
  'package-lock.json',
  'public',
  'src',
  'tsconfig.json',
  'vite.config.ts',
]

const BUILT = join(root, 'dist', 'client', 'index.html')

/** The fingerprint of the inputs of the last build that succeeded. */
const STAMP = join(root, 'dist', 'page-inputs')

export function pageIsCurrent() {
  return existsSync(BUILT) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint(root)
}

/** @param env The environment with the project's packages. */
export async function buildPage(env) {
  say('Building the page…')
  const inputs = fingerprint(root)
  rmSync(STAMP, { force: true })
  const status = await run('vite', ['build', '--logLevel', 'warn'], { env, output: 'onFailure' })
  if (status !== 0) throw new SetupError('The page could not be built: vite build failed, as printed above.')
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(STAMP, inputs)
}

/** A hash over the names and contents of the files in a work tree that the page is built from. */
export function fingerprint(folder) {
  const hash = createHash('sha256')
  const files = INPUTS.flatMap((input) => filesOf(folder, input))
  for (const file of files.sort((a, b) => (a < b ? -1 : 1))) {
    const content = readFileSync(join(folder, file))
    hash.update(`${file}\0${content.length}\0`).update(content) // the length keeps two files from reading as one
  }
  return hash.digest('hex')
}

function filesOf(folder, input) {
  const path = join(folder, input)
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [input]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((file) => !isOutsideThePage(file))
}

function isOutsideThePage(file) {
  return (
    file.startsWith(join('src', 'server') + sep) ||
    /\.test\.tsx?$/.test(file) ||
    file.includes(`${sep}testing${sep}`)
  )
}
