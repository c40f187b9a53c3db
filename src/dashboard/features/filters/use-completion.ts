import { useCallback, useEffect, useState } from 'react'

import { compileFilter, pickRows } from '#analysis/breakdown.ts'
import type { Completion, completeQuery } from '#analysis/query/complete.ts'
import { whenIdle } from '#dashboard/core/late.tsx'
import type { Ports } from '#dashboard/core/use-ports.ts'

/** What could be written at a place of a text. Nothing before the code for it has come, which is soon. */
export function useCompletion({
  set,
  filter,
  knowledge,
}: Ports): (text: string, caret: number) => Completion {
  const [complete, setComplete] = useState<typeof completeQuery | null>(null)
  useEffect(
    () =>
      whenIdle(() => {
        import('#analysis/query/complete.ts').then(
          ({ completeQuery }) => setComplete(() => completeQuery),
          () => undefined, // the field works without
        )
      }),
    [],
  )
  const { types, statuses } = filter
  return useCallback(
    (text, caret) => {
      if (complete === null) return NOTHING
      const indices = pickRows(set, compileFilter({ query: [], types, statuses }, set, knowledge))
      return complete(text, caret, { set, indices, knowledge })
    },
    [complete, set, types, statuses, knowledge],
  )
}

const NOTHING: Completion = { span: { start: 0, end: 0 }, items: [] }
