import { DecodeError } from '#contract/decode.ts'
import { decodeRow } from '#contract/port-row.ts'
import type { PortRow } from '#contract/port-row.ts'

import type { Window } from './types.ts'

/** Words of HSS are short. Longer ones, and ones with control characters, which PostgreSQL cannot store, are no words. */
const WORD = /^[^\p{Cc}\p{Cs}]{0,64}$/u

/**
 * Checks rows one by one: what is none is refused and counted by what is wrong with it, by the name of the field or
 * `row` where it is nothing of that kind; the others are kept.
 */
export function readRows(list: readonly unknown[]): Pick<Window, 'rows' | 'refused'> {
  const rows: PortRow[] = []
  const refused = new Map<string, number>()
  for (const item of list) {
    try {
      rows.push(readRow(item))
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error
      refused.set(error.field, (refused.get(error.field) ?? 0) + 1)
    }
  }
  return { rows, refused: [...refused].map(([reason, count]) => ({ reason, count })) }
}

/** @throws {DecodeError} as `decodeRow` does, and for what is no word. */
function readRow(item: unknown): PortRow {
  const row = decodeRow(item)
  for (const field of ['type', 'status'] as const)
    if (!WORD.test(row[field])) throw new DecodeError(field, 'a word')
  return row
}
