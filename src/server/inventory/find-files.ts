import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { text } from 'node:stream/consumers'

import { ImportError } from './import-error.ts'
import { labelOf, unreadable } from './inspect.ts'

/**
 * The files that are named: each itself, and of a directory all that it and those in it hold, by name, but for hidden
 * ones. A file that is named twice is there once. Whether a file can be read is not looked at; directories that cannot
 * be read, or hold none, are in `bad`.
 */
export async function findFiles(
  paths: readonly string[],
): Promise<{ files: readonly string[]; bad: readonly ImportError[] }> {
  const found = new Map<string, string>()
  const bad: ImportError[] = []
  for (const path of paths)
    try {
      for (const file of (await isDirectory(path)) ? await filesIn(path) : [path])
        found.set(resolve(file), file)
    } catch (error) {
      if (!(error instanceof ImportError)) throw error
      bad.push(error)
    }
  return { files: [...found.values()], bad }
}

/**
 * The paths that a command names, and those in its list, one a line; one that NUL characters part (`find -print0`) is
 * read as well.
 *
 * @param filesFrom a file, or `-` for what `input` gives
 * @throws {ImportError} for a list that cannot be read or names nothing
 */
export async function namedFiles(
  { files, filesFrom }: { files: readonly string[]; filesFrom?: string },
  input: AsyncIterable<Uint8Array>,
): Promise<string[]> {
  if (filesFrom === undefined) return [...files]
  const label = filesFrom === '-' ? 'standard input' : labelOf(filesFrom)
  const list = filesFrom === '-' ? text(input) : readFile(filesFrom, 'utf8')
  const content = await list.catch((error: unknown) => {
    throw unreadable(error, label)
  })
  const paths = content.split(content.includes('\0') ? '\0' : /\r?\n/).filter((path) => path !== '')
  if (paths.length === 0) throw new ImportError(label, null, 'lists no files; expected one path per line')
  return [...files, ...paths]
}

const isDirectory = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

/** @throws {ImportError} for the first directory that cannot be read, or when there is no file */
async function filesIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(
    (error: unknown) => {
      const path = error instanceof Error && 'path' in error ? String(error.path) : directory // one inside, too
      throw unreadable(error, labelOf(path))
    },
  )
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (file) =>
        !relative(directory, file)
          .split(sep)
          .some((part) => part.startsWith('.')),
    )
    .toSorted()
  if (files.length === 0) throw new ImportError(labelOf(directory), null, 'is a directory without files')
  return files
}
