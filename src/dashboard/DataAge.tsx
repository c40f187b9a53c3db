import type { SnapshotMark } from '#contract/port-statistics.ts'
import { useI18n } from '#i18n/i18n.ts'

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
  const { t, f } = useI18n()
  const now = useNow()
  if (mark === null) return <p className="px-1 text-muted">{t.dataAge.noData}</p>

  const age = now + clockOffset - Date.parse(mark.readTo)
  const whole = mark.complete >= 1
  return (
    <p
      className="tabular flex items-center gap-2 px-1 whitespace-nowrap text-muted"
      title={t.dataAge.collected(f.instant(mark.readFrom), f.instant(mark.readTo))}
    >
      <span
        aria-hidden
        className={`size-2 shrink-0 rounded-full ${failing ? 'bg-danger' : whole ? 'bg-normal' : 'bg-unknown'}`}
      />
      <span>
        {whole ? t.dataAge.complete(rows) : t.dataAge.partial(rows)}
        {' · '}
        <time dateTime={mark.readTo}>
          {age < 60_000 ? t.dataAge.updatedNow : t.dataAge.updated(f.age(age))}
        </time>
      </span>
    </p>
  )
}
