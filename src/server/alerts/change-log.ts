import { z } from '#contract/zod.ts'
import type { Log } from '#server/common/log.ts'
import type { ScopeHead } from '#server/store/alert-types.ts'
import type { Store } from '#server/store/types.ts'

import { toldChange } from './event.ts'

/** Where it is kept until which snapshot of each scope changes were logged. */
const DOCUMENT = 'changes-logged'
const Logged = z.record(z.string(), z.int())

/** Changes of one reading that get a line each, the worst first. */
const MAX_LINES = 10_000

const keyOf = ({ scope }: ScopeHead): string =>
  JSON.stringify([scope.project, scope.category, scope.enterpriseProject])

/**
 * Logs each change of new readings as a line of its own. Of all processes one logs a reading; one that ends while it does has
 * logged a part. Switched on again, it logs the changes since. Rows first read, or no longer read, are counted in one line.
 */
export async function logChanges(
  store: Pick<Store, 'changes' | 'document' | 'changeDocument'>,
  heads: readonly ScopeHead[],
  log: Log,
): Promise<void> {
  const due = heads.filter(({ snapshot, complete }) => snapshot === complete)
  const known = readLogged(await store.document(DOCUMENT))
  if (due.every((head) => (known[keyOf(head)] ?? -1) >= head.snapshot)) return
  const before = await store.changeDocument(DOCUMENT, (text) => {
    const logged = readLogged(text)
    const claimed = due.filter((head) => (logged[keyOf(head)] ?? -1) < head.snapshot)
    return {
      text: JSON.stringify({
        ...logged,
        ...Object.fromEntries(claimed.map((head) => [keyOf(head), head.snapshot])),
      }),
      // A scope that came after logging began was read from its first snapshot on.
      result: claimed.map((head) => ({ ...head, from: logged[keyOf(head)] ?? (text === null ? null : 0) })),
    }
  })
  for (const { scope, snapshot, from } of before) {
    const place = {
      project: scope.project,
      category: scope.category,
      enterprise_project_id: scope.enterpriseProject,
      snapshot,
    }
    if (from === null || from === 0)
      log.info({ event: 'firstReading', ...place }, 'changes are logged from here on')
    if (from === null) continue
    const { changes, complete } = await store.changes({
      scopeQuery: scope,
      from: { snapshot: from },
      to: { snapshot },
    })
    const told = changes.map(toldChange).filter(({ cause }) => cause.length > 0)
    for (const change of told.slice(0, MAX_LINES))
      log.info({ event: 'change', ...place, complete, ...change }, 'change')
    const omitted = Math.max(0, told.length - MAX_LINES)
    const coverage = changes.length - told.length
    if (omitted + coverage > 0)
      log.info({ event: 'otherChanges', ...place, omitted, coverage }, 'changes without a line')
  }
}

const readLogged = (text: string | null): Record<string, number> =>
  text === null ? {} : Logged.parse(JSON.parse(text))
