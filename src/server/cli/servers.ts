import type { RemoveServerQuery } from '#contract/servers-query.ts'
import { INVENTORY } from '#server/inventory/import.ts'
import { openStore } from '#server/store/open.ts'
import type { Store } from '#server/store/types.ts'

import { CommandLineError } from './command-line-error.ts'
import type { ServersCommand } from './command-line.ts'
import { readConfig, storeLocation } from './config.ts'
import { print } from './terminal.ts'

/** Removes a server from the inventory of this environment, and prints which. */
export async function manageServers(command: ServersCommand): Promise<void> {
  const store = await openStore(storeLocation(readConfig(process.env)))
  try {
    print(await removeServer(store, command, new Date()))
  } finally {
    await store.close()
  }
}

/**
 * Removes the server that has this id, name or address, and gives the line that tells of it.
 *
 * @throws {CommandLineError} where none has it, or several have.
 */
export async function removeServer(
  store: Pick<Store, 'extent' | 'servers' | 'audit'>,
  { server, project, ...scope }: ServersCommand,
  now: Date,
): Promise<string> {
  const scopeQuery = { ...scope, project: project ?? INVENTORY.id }
  const { mark } = await store.extent({ scopeQuery })
  const { set } = mark ? await store.servers.set({ scopeQuery, snapshot: mark.id }) : { set: null }
  const heads = await store.servers.heads(scopeQuery)
  const found = (set?.servers ?? []).filter(({ id, host, containerName }) => {
    const head = heads.get(host)
    return [id, containerName, head?.name, head?.address].includes(server)
  })
  const [only, another] = found
  if (only === undefined)
    throw new CommandLineError(`server ${server} not found in project ${scopeQuery.project}`)
  if (another !== undefined)
    throw new CommandLineError(
      `${found.length} servers are called ${server}; remove one by its id: ${found.map(({ id }) => id).join(', ')}`,
    )
  const query: RemoveServerQuery = { scopeQuery, id: only.id }
  const name = await store.servers.remove(query)
  if (name === null) throw new CommandLineError(`server ${server} not found in project ${scopeQuery.project}`)
  await store.audit.note({
    at: now,
    subject: 'command',
    name: 'openports servers',
    action: 'serverRemoved',
    project: scopeQuery.project,
    detail: name,
    address: '',
  })
  return `Server ${name} is removed. A new scan of it adds it again.`
}
