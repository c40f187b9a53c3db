import { readFileSync, statSync } from 'node:fs'

/** Other users of the machine, or users with write access to the file: neither may have a secret. */
const OTHERS = 0o027

/**
 * The secret that a file holds and nothing else, without the end of its line.
 *
 * @param fail makes the error of a problem; the path goes before it.
 */
export function readSecretFile(path: string, fail: (problem: string) => Error): string {
  try {
    const text = readFileSync(path, 'utf8')
    if ((statSync(path).mode & OTHERS) === 0) return text.replace(/\r?\n$/, '')
  } catch (error) {
    throw fail(`cannot be read (${codeOf(error)})`)
  }
  throw fail('may be read or changed by others: chmod 600 it, or mount it with that mode')
}

/** Why a file cannot be read, as the system calls it. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown reason'
