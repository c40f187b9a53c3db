import { rowOf } from '#analysis/changes.ts'
import type { Change } from '#analysis/changes.ts'
import type { NameOf } from '#analysis/word-column.ts'

import { writeCsv } from './csv.ts'

const HEAD = [
  'change',
  'port',
  'service',
  'type',
  'status_before',
  'status',
  'servers_before',
  'servers',
] as const

/** Changes as CSV, in the order given. Cells of a row that did not exist before, or no longer exists, are empty. */
export const exportChangesCsv = (changes: readonly Change[], nameOf: NameOf): string =>
  writeCsv(
    HEAD,
    changes.flatMap((change) => {
      const { kind, before, after } = change
      const row = rowOf(change)
      if (row === null) return []
      const { port, type } = row
      const cells = [before?.status, after?.status, before?.servers, after?.servers].map((cell) => cell ?? '')
      return [[kind, port, nameOf(port, type), type, ...cells]]
    }),
  )
