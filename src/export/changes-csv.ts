import type { ChangeKind } from '#analysis/change-kinds.ts'
import { kindOf } from '#analysis/changes.ts'
import type { NameOf } from '#analysis/word-column.ts'
import { SERVER_CAUSES } from '#contract/changes.ts'
import type { Change, ServerCause } from '#contract/changes.ts'

import { writeCsv } from './csv.ts'

/** What a file says in its reader's language. */
export type ChangesCsvWords = {
  change: string
  port: string
  service: string
  type: string
  statusBefore: string
  status: string
  serversBefore: string
  servers: string
  serversBy: Readonly<Record<ServerCause, string>>
  closedAt: string
  kinds: Readonly<Record<ChangeKind, string>>
  statusOf: (status: string) => string
}

/**
 * Changes as CSV, in the order given. Cells of a row that did not exist before, or no longer exists, are empty; servers by
 * cause add up to the difference.
 */
export const exportChangesCsv = (
  changes: readonly Change[],
  nameOf: NameOf,
  words: ChangesCsvWords,
): string =>
  writeCsv(
    [
      words.change,
      words.port,
      words.service,
      words.type,
      words.statusBefore,
      words.status,
      words.serversBefore,
      words.servers,
      ...SERVER_CAUSES.map((cause) => words.serversBy[cause]),
      words.closedAt,
    ],
    changes.map((change) => {
      const { port, type, before, after, servers, closedAt } = change
      const [statusBefore, status] = [before, after].map((cell) => (cell ? words.statusOf(cell.status) : ''))
      return [
        words.kinds[kindOf(change)],
        port,
        nameOf(port, type),
        type,
        statusBefore ?? '',
        status ?? '',
        before?.servers ?? '',
        after?.servers ?? '',
        ...SERVER_CAUSES.map((cause) => servers[cause] ?? ''),
        closedAt ?? '',
      ]
    }),
  )
