import { ImportError } from '#server/sources/inventory/import-error.ts'
import { importFiles, INVENTORY } from '#server/sources/inventory/import.ts'
import type { FileSummary } from '#server/sources/inventory/import.ts'
import { StoreError } from '#server/store/errors.ts'
import { openStore } from '#server/store/open.ts'
import type { Store } from '#server/store/types.ts'

import { CommandLineError } from './cli.ts'
import { ConfigError } from './config-error.ts'
import { readConfig, storeLocation } from './config.ts'
import { failureText } from './failure.ts'
import { IMPORT_HELP, readImportCommand } from './import-cli.ts'
import type { ImportCommand } from './import-cli.ts'

const MENDABLE = [CommandLineError, ConfigError, ImportError, StoreError]

try {
  const command = readImportCommand(process.argv.slice(2))
  if (command === 'help') process.stdout.write(IMPORT_HELP)
  else await run(command)
} catch (error) {
  process.stderr.write(failureText(error, MENDABLE))
  process.exitCode = 1
}

async function run({ files, options }: ImportCommand): Promise<void> {
  const store = await openStore(storeLocation(readConfig(process.env)))
  try {
    const result = await importFiles(store, files, options)
    await store.audit.note({
      at: new Date(),
      subject: 'command',
      name: 'npm run import',
      action: 'imported',
      project: INVENTORY.id,
      detail: result.files.map(({ file }) => file).join(', '),
      address: '',
    })
    for (const file of result.files) process.stdout.write(`${describeFile(file)}\n`)
    process.stdout.write(`${await describeScope(store, options)}\n`)
  } finally {
    await store.close()
  }
}

/** `tcp.xml: nmap, 14 hosts, 98 listeners (passed over: 2 open sctp ports)` */
function describeFile({ file, format, hosts, listeners, passedOver }: FileSummary): string {
  const left = [...passedOver].map(([what, times]) => `${times} ${what}`).join(', ')
  return `${file}: ${format}, ${count(hosts, 'host')}, ${count(listeners, 'listener')}${left && ` (passed over: ${left})`}`
}

/** What the scope now holds, earlier imports included: `25 ports on 14 hosts, exposure 98, in …`. */
async function describeScope(
  store: Store,
  { category, enterpriseProject }: ImportCommand['options'],
): Promise<string> {
  const project = (await store.projects()).find(({ id }) => id === INVENTORY.id)
  const scope = project?.enterpriseProjects
    .find(({ id }) => id === enterpriseProject)
    ?.scopes.find((scope) => scope.category === category)
  const { rows = 0, servers = 0, exposure = 0 } = scope ?? {}
  return `${count(rows, 'port')} on ${count(servers ?? 0, category)}, exposure ${exposure}, in project ${INVENTORY.id}, enterprise project ${enterpriseProject}`
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
