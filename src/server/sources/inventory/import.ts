import { EnterpriseProjectId, ALL_ENTERPRISE_PROJECTS } from '#contract/scope.ts'
import type { Category } from '#contract/scope.ts'
import type { HostReport, InventoryResult, Store } from '#server/store/types.ts'

import { parseCsv } from './csv.ts'
import type { Format } from './detect.ts'
import { ImportError } from './import-error.ts'
import { inspectFile } from './inspect.ts'
import type { InspectedFile } from './inspect.ts'
import { readLocalHost } from './local.ts'
import { parseNmap } from './nmap.ts'
import { parseOsquery } from './osquery.ts'
import type { Parser } from './parser.ts'
import { parseSs } from './ss.ts'

/** The project that holds what was imported. */
export const INVENTORY = { id: 'inventory', name: 'Inventory', kind: 'inventory' } as const

/** Which scope of the inventory the servers belong to, and how to name the one server of a file that does not tell. */
export type ImportOptions = { category: Category; enterpriseProject: string; hostName?: string }

/** What was read of one file. `passedOver`: how often which things were left out by intention. */
export type FileSummary = {
  file: string
  format: Format
  hosts: number
  listeners: number
  passedOver: ReadonlyMap<string, number>
}

export type ImportResult = InventoryResult & { files: readonly FileSummary[] }

const PARSERS: Readonly<Record<Format, Parser>> = {
  nmap: parseNmap,
  ss: parseSs,
  osquery: parseOsquery,
  csv: parseCsv,
}

/**
 * Takes scans into the inventory: all files of a call, or nothing. They are taken in the order in which they were
 * read, so where two cover the same ports of a server the later scan counts, as if they had been imported one by one.
 *
 * @throws {ImportError} for the first file that cannot be imported; nothing of any file is stored then.
 */
export async function importFiles(
  store: Store,
  paths: readonly string[],
  options: ImportOptions,
): Promise<ImportResult> {
  const scope = scopeOf(options)
  const files = (await Promise.all(paths.map((path) => inspectFile(path)))).toSorted(
    (a, b) => a.readFrom.getTime() - b.readFrom.getTime(),
  )
  const named = nameServers(files, options.hostName)

  const summaries: FileSummary[] = []
  await store.describeProject(INVENTORY)
  const result = await store.recordInventory(scope, readAll(named, summaries), {
    readFrom: new Date(Math.min(...files.map((file) => file.readFrom.getTime()))).toISOString(),
    readTo: new Date(Math.max(...files.map((file) => file.readTo.getTime()))).toISOString(),
  })
  return { ...result, files: summaries }
}

/**
 * Takes this machine's own listeners into the inventory.
 *
 * @throws {ImportError} where the operating system does not tell them.
 */
export async function importLocal(store: Store, options: ImportOptions): Promise<InventoryResult> {
  const scope = scopeOf(options)
  const readFrom = new Date().toISOString()
  const report = await readLocalHost(options.hostName)
  await store.describeProject(INVENTORY)
  return store.recordInventory(scope, [report], { readFrom, readTo: new Date().toISOString() })
}

function scopeOf({ category, enterpriseProject }: ImportOptions) {
  const problem = (text: string) => new ImportError('--enterprise-project', null, text)
  if (enterpriseProject === ALL_ENTERPRISE_PROJECTS)
    throw problem(`${ALL_ENTERPRISE_PROJECTS} means all of them together; a server belongs to one`)
  if (!EnterpriseProjectId.safeParse(enterpriseProject).success)
    throw problem('expected an id of 1 to 256 characters')
  return { project: INVENTORY.id, category, enterpriseProject }
}

/** Says which server each file is about. Two files of one name would be one server, and the later would hide the other. */
function nameServers(
  files: readonly InspectedFile[],
  hostName: string | undefined,
): readonly InspectedFile[] {
  const ofOneServer = files.filter(({ format }) => format === 'ss' || format === 'osquery')
  if (hostName !== undefined) {
    const [file] = ofOneServer
    if (!file) throw new ImportError('--host-name', null, 'nmap and CSV files name their servers themselves')
    if (ofOneServer.length > 1)
      throw new ImportError(
        '--host-name',
        null,
        `names one server, but ${ofOneServer.length} of these files are one server each: import them one by one`,
      )
    return files.map((other) => (other === file ? { ...file, hostName } : other))
  }
  const byName = Map.groupBy(
    files.filter(({ format }) => format === 'ss'),
    (file) => file.hostName,
  )
  for (const [name, [first, second]] of byName)
    if (first && second)
      throw new ImportError(
        second.label,
        null,
        `would be the server "${name}", as ${first.label} is: rename one, or import them one by one with --host-name`,
      )
  return files
}

async function* readAll(
  files: readonly InspectedFile[],
  summaries: FileSummary[],
): AsyncGenerator<HostReport> {
  for (const file of files) {
    const hosts = new Set<string>()
    const passedOver = new Map<string, number>()
    let listeners = 0
    const passOver = (what: string) => void passedOver.set(what, (passedOver.get(what) ?? 0) + 1)
    for await (const report of PARSERS[file.format](file, passOver)) {
      hosts.add(report.key)
      listeners += report.listeners.length
      yield report
    }
    summaries.push({ file: file.label, format: file.format, hosts: hosts.size, listeners, passedOver })
  }
}
