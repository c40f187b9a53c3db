import type { ReactNode } from 'react'

import { summarize } from '#analysis/breakdown.ts'
import { countListed } from '#analysis/fold.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { useScope } from '#dashboard/core/scope-context.tsx'
import { sinceText } from '#dashboard/core/since-text.ts'
import { useDifferences } from '#dashboard/core/use-comparison.ts'
import { useView } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { Card } from '#ui/Card.tsx'
import { StatusMark } from '#ui/StatusMark.tsx'
import { DEFAULT_SINCE } from '#view/since.ts'

/** How many ports are dangerous, of how many, and by how much that differs from a day before. */
export function KioskFigures() {
  const { t, f } = useI18n()
  const { breakdown, listed } = usePorts()
  const names = listed.folds === undefined ? t.summary.ofRows : t.summary
  const { isPartial } = useScope() // every figure is a lower bound then
  const { shown, dangerous } = summarize(breakdown.cells)
  const differences = useDifferences()
  const least = isPartial ? t.summary.atLeast : null
  return (
    <Card label={t.summary.label} className="flex flex-col">
      <Figure
        name={names.dangerous}
        mark={<StatusMark status="danger" coloured className="size-[0.8em]" />}
        least={least}
        value={f.count(dangerous.rows)}
        size={firstSize(f.count(dangerous.rows))}
        tone={dangerous.rows > 0 ? 'text-danger-text' : ''}
        difference={differences?.dangerous ?? null}
        detail={
          isPartial
            ? t.summary.instances(dangerous.instances)
            : `${t.summary.shareOf(f.share(dangerous.rows, shown.rows), listed.folds !== undefined)} · ${t.summary.instances(dangerous.instances)}`
        }
      />
      <div className="border-t-2 border-line">
        <Figure
          name={names.open}
          least={least}
          value={f.count(shown.rows)}
          size="text-[2.4em]"
          difference={differences?.open ?? null}
          detail={`${t.summary.openDetail(countListed(listed), isPartial)} · ${t.summary.instances(shown.instances)}`}
        />
      </div>
    </Card>
  )
}

function Figure({
  name,
  mark,
  least,
  value,
  size,
  tone = '',
  difference,
  detail,
}: {
  name: string
  mark?: ReactNode
  least: string | null
  value: string
  size: string
  tone?: string
  /** Null where it is not known. */
  difference: number | null
  detail: string
}) {
  const i18n = useI18n()
  const { since } = useView().view
  return (
    <div className="flex grow flex-col px-[0.9em] py-[0.6em]">
      <h2 className="flex items-center gap-[0.4em] text-muted">
        {mark}
        {name}
      </h2>
      <p className="tabular flex grow flex-wrap items-center gap-x-[0.4em]">
        {least !== null && <span className="text-muted">{least}</span>}
        <span className={`leading-[1.15] font-[650] tracking-tight ${size} ${tone}`}>{value}</span>
        {difference !== null && difference !== 0 && (
          <span className="self-end pb-[0.5em]">
            <span className={`font-[650] ${difference > 0 ? tone : ''}`}>
              {i18n.f.difference(difference)}
            </span>{' '}
            <span className="text-[0.8em] text-muted">{sinceText(i18n, since ?? DEFAULT_SINCE)}</span>
          </span>
        )}
      </p>
      <p className="text-[0.8em] text-muted">{detail}</p>
    </div>
  )
}

/** As large as its digits and separators leave room for in half the width of a kiosk. */
const firstSize = (value: string): string => (value.length <= 3 ? 'text-[5em]' : 'text-[3.6em]')
