import type { SnapshotMark } from '#contract/port-statistics.ts'
import { useWords } from '#i18n/messages.ts'

import { useNow } from './core/use-now.ts'

/**
 * How much of the scope is here and how old it is; the exact times stand in the tooltip. Of a part no share is told: of
 * several enterprise projects the mark has that of the least read one.
 */
export function DataAge({
  rows,
  mark,
  clockOffset,
  failing,
}: {
  rows: number
  mark: SnapshotMark | null
  clockOffset: number
  failing: boolean
}) {
  const { m, f } = useWords()
  const now = useNow()
  if (mark === null) return <p className="px-1 text-muted">{m.header.neverRead}</p>

  const age = now + clockOffset - Date.parse(mark.readTo)
  const whole = mark.complete >= 1
  return (
    <p
      className="tabular flex items-center gap-2 px-1 text-muted"
      title={m.header.readAt(f.instant(mark.readFrom), f.instant(mark.readTo))}
    >
      <span
        aria-hidden
        className={`size-2 rounded-full ${failing ? 'bg-danger' : whole ? 'bg-normal' : 'bg-unknown'}`}
      />
      <span>
        {whole ? m.header.whole(f.count(rows)) : m.header.part(f.count(rows))}
        {' · '}
        <time dateTime={mark.readTo}>{age < 60_000 ? m.header.readNow : m.header.read(f.age(age))}</time>
      </span>
    </p>
  )
}
