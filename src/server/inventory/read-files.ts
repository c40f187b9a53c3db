import type { HostReport } from '#server/store/types.ts'

import type { Format } from './detect.ts'
import { FORMATS } from './formats.ts'
import { unpack } from './gzip.ts'
import { ImportError, ImportErrors, ImportTooLarge } from './import-error.ts'
import type { InspectedFile } from './inspect.ts'
import type { InventoryFile } from './parser.ts'

/** How far an import is, in bytes, and in files that are read to their end. */
export type ImportProgress = { bytes: number; ofBytes: number; files: number; ofFiles: number }

/**
 * How an import is watched, and told to stop: with the reason of `signal`, and then nothing is stored. `end` is called
 * once, when no more is shown.
 */
export type ImportWatch = {
  progress?: { show: (progress: ImportProgress) => void; end: () => void }
  signal?: AbortSignal
}

/** What was read of one file. `skipped`: how often which things were left out by intention. */
export type FileSummary = {
  file: string
  format: Format
  hosts: number
  listeners: number
  skipped: ReadonlyMap<string, number>
}

/**
 * How files are read: what was bad before, and whether interrupted scans are taken as far as they went. `summaries` gets one of
 * each file that was read to its end, `unpacked` counts the bytes of all, of which there may be `maxBytes`.
 */
export type Reading = {
  bad: readonly ImportError[]
  isPartial: boolean
  maxBytes: number
  watch: ImportWatch
  summaries: FileSummary[]
  unpacked: number
}

/**
 * What inspected files hold, in their order. From the first bad file on nothing more is given, and the rest is read
 * only to tell what else is bad.
 *
 * @throws {ImportError | ImportErrors} at the end, for all bad files
 */
export async function* readFiles(
  files: readonly InspectedFile[],
  reading: Reading,
): AsyncGenerator<HostReport> {
  const { bad, summaries, isPartial, maxBytes, watch } = reading
  const errors = [...bad]
  const progress = {
    bytes: 0,
    ofBytes: files.reduce((sum, { size }) => sum + size, 0),
    files: 0,
    ofFiles: files.length,
  }
  const labels = new Map<string, string>() // of files that name their server, by its name
  for (const file of files) {
    const hosts = new Set<string>()
    const skipped = new Map<string, number>()
    let listeners = 0
    const skip = (what: string) => void skipped.set(what, (skipped.get(what) ?? 0) + 1)
    const watched = async function* () {
      for await (const chunk of file.bytes()) {
        watch.signal?.throwIfAborted()
        yield chunk
        progress.bytes += chunk.length
        watch.progress?.show(progress)
      }
    }
    const unpacked: InventoryFile = {
      label: file.label,
      isPartial,
      get hostName() {
        const label = labels.get(file.hostName) ?? file.label
        if (label !== file.label) throw twice(file, label)
        labels.set(file.hostName, label)
        return file.hostName
      },
      bytes: async function* () {
        for await (const piece of unpack(watched(), file.label)) {
          reading.unpacked += piece.length
          if (reading.unpacked > maxBytes) throw new ImportTooLarge()
          yield piece
        }
      },
    }
    try {
      for await (const report of FORMATS[file.format].parse(unpacked, skip)) {
        hosts.add(report.key)
        listeners += report.listeners.length
        if (errors.length === 0) yield report
      }
    } catch (error) {
      if (!(error instanceof ImportError)) throw error
      errors.push(error)
    }
    progress.files++
    summaries.push({ file: file.label, format: file.format, hosts: hosts.size, listeners, skipped })
  }
  watch.signal?.throwIfAborted()
  const [error] = errors
  if (error) throw errors.length === 1 ? error : new ImportErrors(errors)
}

/** Two files of one name would be one server, and the later would hide the other. */
const twice = ({ label, hostName }: InspectedFile, other: string): ImportError =>
  new ImportError(
    label,
    null,
    `would be the server "${hostName}", as ${other} is: rename one, or import them one by one with --host-name`,
  )
