import { PortRowCodec } from '#contract/port-row.ts'
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
    const row = readRow(item)
    if (typeof row === 'string') refused.set(row, (refused.get(row) ?? 0) + 1)
    else rows.push(row)
  }
  return { rows, refused: [...refused].map(([reason, count]) => ({ reason, count })) }
}

/** @returns The row, or the name of the field that is not as it may be. */
function readRow(item: unknown): PortRow | string {
  const read = PortRowCodec.safeParse(item)
  if (!read.success) return String(read.error.issues[0]?.path[0] ?? 'row')
  const row = read.data
  if (!WORD.test(row.type)) return 'type'
  if (!WORD.test(row.status)) return 'status'
  return row
}
