import type { HostReport } from '#server/store/types.ts'

import { parseCsv } from './csv.ts'
import type { Format } from './detect.ts'
import { ImportError, ImportErrors } from './import-error.ts'
import type { InspectedFile } from './inspect.ts'
import { parseNmap } from './nmap.ts'
import { parseOsquery } from './osquery.ts'
import type { InventoryFile, Parser } from './parser.ts'
import { parseSs } from './ss.ts'

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

const PARSERS: Readonly<Record<Format, Parser>> = {
  nmap: parseNmap,
  ss: parseSs,
  osquery: parseOsquery,
  csv: parseCsv,
}

/**
 * What inspected files hold, in their order. From the first bad file on nothing more is given, and the rest is read
 * only to tell what else is bad.
 *
 * @param bad what was bad before
 * @param summaries gets one of each file that was read to its end
 * @throws {ImportError | ImportErrors} at the end, for all bad files
 */
export async function* readFiles(
  files: readonly InspectedFile[],
  { bad, summaries, watch }: { bad: readonly ImportError[]; summaries: FileSummary[]; watch: ImportWatch },
): AsyncGenerator<HostReport> {
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
    const watched: InventoryFile = {
      label: file.label,
      get hostName() {
        const label = labels.get(file.hostName) ?? file.label
        if (label !== file.label) throw twice(file, label)
        labels.set(file.hostName, label)
        return file.hostName
      },
      bytes: async function* () {
        for await (const chunk of file.bytes()) {
          watch.signal?.throwIfAborted()
          yield chunk
          progress.bytes += chunk.length
          watch.progress?.show(progress)
        }
      },
    }
    try {
      for await (const report of PARSERS[file.format](watched, skip)) {
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
