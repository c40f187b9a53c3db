import type { UseQueryResult } from '@tanstack/react-query'
import { Snowflake } from 'lucide-react'
import { useMemo } from 'react'

import { countChanges, diffRows } from '#analysis/diff.ts'
import type { ScopeRows } from '#data/api.ts'
import type { FrozenWords } from '#i18n/en/saved-views.ts'
import type { Format } from '#i18n/format.ts'
import { useWords } from '#i18n/messages.ts'
import { useFrozenWords } from '#i18n/use-saved-views-messages.ts'
import { Button } from '#ui/Button.tsx'

/** Says that the view shows a snapshot, when that was read, how what is current differs, and leads there. */
export function FrozenNotice({
  frozen,
  live,
  onLive,
}: {
  frozen: ScopeRows | undefined
  live: UseQueryResult<ScopeRows>
  onLive: () => void
}) {
  const { f } = useWords()
  const words = useFrozenWords()
  const changes = useMemo(
    () => (frozen && live.data ? diffRows(frozen.rows, live.data.rows) : null),
    [frozen, live.data],
  )
  const isPartial = [frozen, live.data].some((rows) => (rows?.mark?.complete ?? 1) < 1)
  return (
    <aside
      aria-label={words.label}
      className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 rounded-control bg-accent-weak px-3.5 py-1.5"
    >
      <Snowflake aria-hidden className="size-4 shrink-0 text-accent" />
      <p className="min-w-0 grow basis-64">
        {frozen?.mark && <strong className="font-[600]">{words.asOf(f.instant(frozen.mark.readTo))}</strong>}{' '}
        {changes ? compared(words, f, changes) : live.isError ? words.notCompared : words.comparing}{' '}
        {changes && isPartial && words.partial}
      </p>
      <Button onClick={onLive}>{words.live}</Button>
    </aside>
  )
}

function compared(words: FrozenWords, f: Format, changes: ReturnType<typeof diffRows>): string {
  const count = countChanges(changes)
  if (count === 0) return words.same
  const kinds = (['opened', 'gone', 'changed'] as const)
    .filter((kind) => changes[kind].length > 0)
    .map((kind) => words[kind](f.count(changes[kind].length)))
  return `${words.differs(f.count(count), count)} ${words.list(kinds)}`
}
