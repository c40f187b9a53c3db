import { namedFiles } from '#server/inventory/find-files.ts'
import { ImportInterrupted } from '#server/inventory/import-error.ts'
import { importFiles, INVENTORY } from '#server/inventory/import.ts'
import { nameFiles } from '#server/inventory/name-files.ts'
import type { FileSummary } from '#server/inventory/read-files.ts'
import { openStore } from '#server/store/open.ts'
import type { Store } from '#server/store/types.ts'

import type { ImportCommand } from './command-line.ts'
import { readConfig, storeLocation } from './config.ts'
import { showProgress } from './import-progress.ts'
import { INTERRUPTED, SAME_SIGNAL } from './signals.ts'
import { print } from './terminal.ts'

/**
 * Imports scans into the inventory, and prints what each file had and what the scope now holds.
 *
 * @throws {OperatorError} when nothing was imported
 */
export async function importScans({ options, ...named }: ImportCommand): Promise<void> {
  const files = await namedFiles(named, process.stdin)
  const signal = interruption()
  const store = await openStore(storeLocation(readConfig(process.env)))
  try {
    const watch = { progress: showProgress(process.stderr), signal }
    const result = await importFiles(store, files, options, watch)
    await store.audit.note({
      at: new Date(),
      subject: 'command',
      name: 'openports import',
      action: 'imported',
      project: INVENTORY.id,
      detail: nameFiles(result.files),
      address: '',
    })
    for (const file of result.files) print(describeFile(file))
    print(await describeScope(store, options))
  } finally {
    await store.close()
  }
}

/** Ctrl-C stops the import; a second one ends the process, whatever it waits for. */
function interruption(): AbortSignal {
  const interrupt = new AbortController()
  let first: number | null = null
  process.on('SIGINT', () => {
    first ??= performance.now()
    interrupt.abort(new ImportInterrupted())
    if (performance.now() - first > SAME_SIGNAL) process.exit(INTERRUPTED)
  })
  return interrupt.signal
}

/** `tcp.xml: nmap, 14 servers, 98 listeners (skipped: 2 open sctp ports)` */
function describeFile({ file, format, hosts, listeners, skipped }: FileSummary): string {
  const left = [...skipped].map(([what, times]) => `${times} ${what}`).join(', ')
  return `${file}: ${format}, ${count(hosts, 'server')}, ${count(listeners, 'listener')}${left && ` (skipped: ${left})`}`
}

/** What the scope now holds, earlier imports included: `25 ports on 14 servers, 98 open-port instances, in …`. */
async function describeScope(
  store: Store,
  { category, enterpriseProject }: ImportCommand['options'],
): Promise<string> {
  const project = (await store.projects()).find(({ id }) => id === INVENTORY.id)
  const scope = project?.enterpriseProjects
    .find(({ id }) => id === enterpriseProject)
    ?.scopes.find((scope) => scope.category === category)
  const { rows = 0, servers = 0, openPortInstances = 0 } = scope ?? {}
  const unit = category === 'host' ? 'server' : 'container'
  return `${count(rows, 'port')} on ${count(servers ?? 0, unit)}, ${count(openPortInstances, 'open-port instance')}, in project ${INVENTORY.id}, enterprise project ${enterpriseProject}`
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
