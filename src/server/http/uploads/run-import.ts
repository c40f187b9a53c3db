import type { ErrorCode } from '#contract/errors.ts'
import type { ImportAnswer, ImportQuery } from '#contract/imports.ts'
import { encodeRow } from '#contract/port-row.ts'
import { ImportError, ImportErrors, ImportTooLarge } from '#server/inventory/import-error.ts'
import { importScans } from '#server/inventory/import.ts'
import type { ImportResult } from '#server/inventory/import.ts'
import type { ImportProgress } from '#server/inventory/read-files.ts'
import type { InventoryChanges, Store } from '#server/store/types.ts'

import { tooLarge } from './receive-files.ts'
import type { ReceivedFiles } from './receive-files.ts'

export type ImportFailure = { status: 400 | 413 | 422; code: ErrorCode; message: string }
export type ImportOutcome = { result: ImportResult } | { failure: ImportFailure }

/** Imports received files, and discards them. What is wrong with them is an outcome; whatever else goes wrong is thrown. */
export async function runImport(
  store: Pick<Store, 'recordInventory' | 'describeProject'>,
  { scans, discard }: ReceivedFiles,
  options: ImportQuery & { maxBytes: number },
  { show, signal }: { show: (progress: ImportProgress) => void; signal: AbortSignal },
): Promise<ImportOutcome> {
  try {
    return {
      result: await importScans(store, scans, options, { progress: { show, end: () => undefined }, signal }),
    }
  } catch (error) {
    const failure = signal.aborted ? CANCELLED : failureOf(error)
    if (failure === null) throw error
    return { failure }
  } finally {
    await discard()
  }
}

const CANCELLED: ImportFailure = {
  status: 400,
  code: 'malformed',
  message: 'The client left: nothing was imported.',
}

function failureOf(error: unknown): ImportFailure | null {
  if (error instanceof ImportTooLarge) {
    const { message } = tooLarge()
    return { status: 413, code: 'malformed', message }
  }
  if (!(error instanceof ImportError || error instanceof ImportErrors)) return null
  return { status: 422, code: 'invalidParameter', message: inParameters(error.message) }
}

/** The options of the command, as a request names them. */
const PARAMETERS: Readonly<Record<string, string>> = {
  '--host-name': 'host_name',
  '--enterprise-project': 'enterprise_project_id',
  '--partial': 'partial=true',
}

const inParameters = (message: string): string =>
  message.replaceAll(
    /--(?:host-name|enterprise-project|partial)\b/g,
    (option) => PARAMETERS[option] ?? option,
  )

/** What came of an import, or would. */
export const answerOf = (
  { files, mark, hosts, listeners, rows, openPortInstances, changes }: ImportResult,
  { isPreview }: Pick<ImportQuery, 'isPreview'>,
): ImportAnswer => ({
  preview: isPreview,
  files: files.map(({ file, format, hosts, listeners, skipped }) => ({
    file,
    format,
    servers: hosts,
    listeners,
    skipped: Array.from(skipped, ([what, times]) => ({ what, times })),
  })),
  readFrom: mark.readFrom,
  readTo: mark.readTo,
  servers: hosts,
  newServers: changes.newHosts,
  listeners,
  opened: sideOf(changes.opened),
  closed: sideOf(changes.closed),
  total: { ports: rows, openPortInstances },
})

const sideOf = ({ listeners, rows, some }: InventoryChanges['opened']): ImportAnswer['opened'] => ({
  listeners,
  ports: rows,
  some: some.map(encodeRow),
})
