import { hostname, networkInterfaces } from 'node:os'

import { EVERY_PORT } from '#server/store/coverage.ts'
import type { HostReport } from '#server/store/types.ts'

import { ImportError } from './import-error.ts'
import { readProc } from './proc-net.ts'

/**
 * This machine and its listeners: all of them, so what is not listed is closed. Known by its name, as the address of
 * a machine may change and is often not unique.
 *
 * @throws {ImportError} on a system without Linux's `/proc`.
 */
export async function readLocalHost(name = hostname()): Promise<HostReport> {
  const listeners = await readProc('/proc')
  if (listeners === null)
    throw new ImportError(
      '--local',
      null,
      'needs /proc/net, which exists on Linux only: import the output of osqueryi --json "select * from listening_ports"',
    )
  const address =
    Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ internal }) => !internal)?.address ?? ''
  return { key: name, name, address, listeners, covered: EVERY_PORT }
}
