import { EnterpriseProjectId } from '#contract/scope-schema.ts'
import { ALL_ENTERPRISE_PROJECTS, INVENTORY_PROJECT } from '#contract/scope.ts'
import type { Category } from '#contract/scope.ts'
import type { InventoryResult, Store } from '#server/store/types.ts'

import { findFiles } from './find-files.ts'
import { FORMATS } from './formats.ts'
import { ImportError } from './import-error.ts'
import { inspectFiles } from './inspect-files.ts'
import type { InspectedFile, ScanFile } from './inspect.ts'
import { readLocalHost } from './local.ts'
import { readFiles } from './read-files.ts'
import type { FileSummary, ImportWatch, Reading } from './read-files.ts'

/** The project that holds what was imported. */
export const INVENTORY = { id: INVENTORY_PROJECT, name: 'Inventory', kind: 'inventory' } as const

/**
 * Which scope of the inventory the servers belong to, how to name the one server of a file that does not tell, and whether
 * interrupted scans of nmap and masscan are taken as far as they went. A preview stores nothing. `maxBytes` is how many bytes all
 * files may have, unpacked.
 */
export type ImportOptions = {
  category: Category
  enterpriseProject: string
  hostName?: string
  isPartial?: boolean
  isPreview?: boolean
  maxBytes?: number
}

/** `bytes` is how many all files have, unpacked. */
export type ImportResult = InventoryResult & { files: readonly FileSummary[]; bytes: number }

/**
 * Takes scans into the inventory: all files of a call, or nothing. They are taken in the order in which they were
 * read, so where two cover the same ports of a server the later scan counts, as if they had been imported one by one.
 *
 * @param paths files, and directories of them
 * @throws {ImportError | ImportErrors} for all files that cannot be imported; nothing of any file is stored then.
 */
export async function importFiles(
  store: Store,
  paths: readonly string[],
  options: ImportOptions,
  watch: ImportWatch = {},
): Promise<ImportResult> {
  const found = await findFiles(paths)
  const scans = found.files.map((path) => ({ path, name: path }))
  return importScans(store, scans, { ...options, bad: found.bad }, watch)
}

/** The same of files that were found, and of which some others are `bad`. */
export async function importScans(
  store: Pick<Store, 'recordInventory' | 'describeProject'>,
  scans: readonly ScanFile[],
  { bad: missing = [], ...options }: ImportOptions & { bad?: readonly ImportError[] },
  watch: ImportWatch = {},
): Promise<ImportResult> {
  const scope = scopeOf(options)
  const { files, ...inspected } = await inspectFiles(scans, watch)
  const bad = [...missing, ...inspected.bad]
  const { hostName, isPartial = false, isPreview = false, maxBytes = Infinity } = options
  const reading: Reading = { bad, isPartial, watch, maxBytes, summaries: [], unpacked: 0 }
  if (bad.length > 0)
    await readFiles(files, reading) // only to tell what else is bad
      .next()
      .finally(watch.progress?.end)
  const named = hostName === undefined ? files : nameServer(files, hostName)
  const from = files.reduce((first, { readFrom }) => Math.min(first, readFrom.getTime()), Infinity)
  const to = files.reduce((last, { readTo }) => Math.max(last, readTo.getTime()), 0)

  const result = await store
    .recordInventory(
      scope,
      readFiles(named, reading),
      { readFrom: new Date(from).toISOString(), readTo: new Date(to).toISOString() },
      { isPreview },
    )
    .finally(watch.progress?.end)
  // Not before: the page of a first import that fails would show it, empty.
  if (!isPreview) await store.describeProject(INVENTORY)
  return { ...result, files: reading.summaries, bytes: reading.unpacked }
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
  const result = await store.recordInventory(scope, [report], { readFrom, readTo: new Date().toISOString() })
  await store.describeProject(INVENTORY)
  return result
}

function scopeOf({ category, enterpriseProject }: ImportOptions) {
  const problem = (text: string) => new ImportError('--enterprise-project', null, text)
  if (enterpriseProject === ALL_ENTERPRISE_PROJECTS)
    throw problem(`${ALL_ENTERPRISE_PROJECTS} means all enterprise projects; a server belongs to one`)
  if (!EnterpriseProjectId.safeParse(enterpriseProject).success)
    throw problem('expected an id of 1 to 256 characters')
  return { project: INVENTORY.id, category, enterpriseProject }
}

/** Names the one server that its file does not tell. */
function nameServer(files: readonly InspectedFile[], hostName: string): readonly InspectedFile[] {
  const ofOneServer = files.filter(({ format }) => FORMATS[format].isOfOneServer)
  const [file] = ofOneServer
  if (!file)
    throw new ImportError(
      '--host-name',
      null,
      'has no effect: these files contain the names of their servers',
    )
  if (ofOneServer.length > 1)
    throw new ImportError(
      '--host-name',
      null,
      `names one server, but these files are from ${ofOneServer.length} servers: import them one by one`,
    )
  return files.map((other) => (other === file ? { ...file, hostName } : other))
}
