import { createReadStream } from 'node:fs'
import { lstat, open, stat } from 'node:fs/promises'
import { parse } from 'node:path'

import { detectFormat } from './detect.ts'
import type { Format } from './detect.ts'
import { unpack } from './gzip.ts'
import { ImportError } from './import-error.ts'
import { nmapTimes } from './nmap-times.ts'
import type { InventoryFile } from './parser.ts'
import { takeHead } from './streams.ts'

/**
 * A file of a known format, its size in bytes, and when the scan that it holds began and ended. `bytes` are those of the file,
 * which may be packed.
 */
export type InspectedFile = Omit<InventoryFile, 'isPartial'> & {
  format: Format
  size: number
  readFrom: Date
  readTo: Date
}

/**
 * A file to look at: where it is, and what its user calls it, which may be a path of another machine. `written` is when it was
 * written, where its place does not tell.
 */
export type ScanFile = { path: string; name: string; written?: Date | undefined }

const END = 65_536 // bytes of a file's beginning and end: an nmap scan of all ports names them in some 50,000

/**
 * Looks at a file without reading it whole: whether it can be read, its format, and its times: the scan's own where
 * the format tells, else when the file was last written; never later than now.
 *
 * @throws {ImportError}
 */
export async function inspectFile({ path, name, written }: ScanFile): Promise<InspectedFile> {
  const label = labelOf(name)
  const { size, mtime } = await regularFile(path, label)
  const { format, times } = await readEnds(path, size, label).catch((error: unknown) => {
    throw error instanceof ImportError ? error : unreadable(error, label)
  })
  const now = new Date()
  const readTo = earlier(times.to ?? written ?? mtime, now)
  return {
    label,
    hostName: hostNameOf(name),
    bytes: () => readBytes(path, label),
    format,
    size,
    readFrom: earlier(times.from ?? readTo, readTo),
    readTo,
  }
}

async function regularFile(path: string, label: string): Promise<{ size: number; mtime: Date }> {
  try {
    const found = await stat(path)
    if (found.isDirectory())
      throw new ImportError(label, null, 'is a link to a directory: use the directory itself')
    if (!found.isFile())
      throw new ImportError(label, null, 'is not a regular file: save its content in a regular file first')
    return found
  } catch (error) {
    if (error instanceof ImportError) throw error
    const isLink = await lstat(path).then(
      (found) => found.isSymbolicLink(),
      () => false,
    )
    throw isLink ? new ImportError(label, null, 'is a broken link') : unreadable(error, label)
  }
}

async function readEnds(path: string, size: number, label: string) {
  const head = await takeHead(unpack(readBytes(path, label), label), END)
  const format = detectFormat(head, label)
  if (format !== 'nmap' && format !== 'masscan XML') return { format, times: { from: null, to: null } }
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
  // Of a packed file nothing is found at the end: then the file's own time counts.
  return { format, times: nmapTimes(text(head), text(await readTail(path, size))) }
}

async function readTail(path: string, size: number): Promise<Uint8Array> {
  await using file = await open(path)
  const buffer = new Uint8Array(Math.min(size, END))
  const read = await file.read({ buffer, position: Math.max(0, size - END) })
  return read.buffer.subarray(0, read.bytesRead)
}

async function* readBytes(path: string, label: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path)) yield chunk
  } catch (error) {
    throw unreadable(error, label)
  }
}

/** What messages call a file: its name may hold what a terminal would obey. */
export const labelOf = (path: string): string => path.replaceAll(/\p{Cc}/gu, '\uFFFD')

export function unreadable(error: unknown, label: string): ImportError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = {
    ENOENT: 'there is no such file',
    ENOTDIR: 'there is no such file',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
  }[code]
  return new ImportError(label, null, `cannot be read: ${reason ?? (code || String(error))}`)
}

/** `ss-h1.txt.gz` is of the server h1: the name without directory, extensions and what tells only the tool. */
function hostNameOf(path: string): string {
  const { name } = parse(path.replace(/\.gz$/i, ''))
  const withoutTool = name.replace(/^(ss|osquery|netstat|lsof)-(?=.)/, '')
  return withoutTool.toWellFormed().replaceAll(/\p{Cc}/gu, '')
}

const earlier = (a: Date, b: Date): Date => (a < b ? a : b)
