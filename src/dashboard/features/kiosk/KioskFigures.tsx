import type { ReactNode } from 'react'

import { summarize } from '#analysis/breakdown.ts'
import { countListed } from '#analysis/fold.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { useScope } from '#dashboard/core/scope-context.tsx'
import { ShareBar } from '#dashboard/core/ShareBar.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { Card } from '#ui/Card.tsx'
import { StatusMark } from '#ui/StatusMark.tsx'

/** How many ports are dangerous, of how many, and by which protocol. */
export function KioskFigures() {
  const { t, f } = useI18n()
  const { breakdown, listed } = usePorts()
  const names = listed.folds === undefined ? t.summary.ofRows : t.summary
  const { isPartial } = useScope() // every figure is a lower bound then
  const { shown, dangerous, protocols, mostRows } = summarize(breakdown.cells)
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
        detail={
          isPartial
            ? t.summary.instances(dangerous.instances)
            : `${t.summary.shareOf(f.share(dangerous.rows, shown.rows), listed.folds !== undefined)} · ${t.summary.instances(dangerous.instances)}`
        }
      />
      <div className="border-y-2 border-line">
        <Figure
          name={names.open}
          least={least}
          value={f.count(shown.rows)}
          size="text-[2.4em]"
          detail={`${t.summary.openDetail(countListed(listed), isPartial)} · ${t.summary.instances(shown.instances)}`}
        />
      </div>
      <div className="grid gap-[0.35em] px-[0.9em] py-[0.6em]">
        <h2 className="text-muted">{t.summary.byProtocol}</h2>
        <ul className="grid gap-[0.35em]">
          {protocols.map((bar) => (
            <li key={bar.name} className="flex items-center gap-[0.6em]">
              <span className="w-[2.6em] truncate font-[650]">{bar.name === '' ? '–' : bar.name}</span>
              <ShareBar parts={bar.byStatus} of={mostRows} className="h-[0.7em]" />
              <span className="tabular w-[4em] text-right font-[600]">{f.count(bar.total.rows)}</span>
            </li>
          ))}
        </ul>
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
  detail,
}: {
  name: string
  mark?: ReactNode
  least: string | null
  value: string
  size: string
  tone?: string
  detail: string
}) {
  return (
    <div className="flex grow flex-col px-[0.9em] py-[0.6em]">
      <h2 className="flex items-center gap-[0.4em] text-muted">
        {mark}
        {name}
      </h2>
      <p className="tabular flex grow flex-wrap items-center gap-x-[0.4em]">
        {least !== null && <span className="text-muted">{least}</span>}
        <span className={`leading-[1.15] font-[650] tracking-tight ${size} ${tone}`}>{value}</span>
      </p>
      <p className="text-[0.8em] text-muted">{detail}</p>
    </div>
  )
}

/** As large as its digits and separators leave room for in half the width of a kiosk. */
const firstSize = (value: string): string => (value.length <= 3 ? 'text-[8em]' : 'text-[5.5em]')
