import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'

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
  for (const file of INPUTS.flatMap((input) => filesOf(folder, input)).toSorted()) {
    const content = readFileSync(join(folder, file))
    hash.update(`${file}\0${content.length}\0`).update(content) // the length keeps two files from reading as one
  }
  return hash.digest('hex')
}

function filesOf(folder, input) {
  const path = join(folder, input)
  if (!existsSync(path)) return []
  const entries = readdirSyncIfFolder(path)
  if (entries === null) return [input]
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((file) => !isOutsideThePage(file))
}

function readdirSyncIfFolder(path) {
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
  } catch (error) {
    if (error.code === 'ENOTDIR') return null
    throw error
  }
}

function isOutsideThePage(file) {
  return (
    file.startsWith(join('src', 'server') + sep) ||
    /\.test\.tsx?$/.test(file) ||
    file.includes(`${sep}testing${sep}`)
  )
}
