import { useState } from 'react'

import { rowAt } from '#analysis/row-set.ts'
import type { Weights } from '#analysis/score-weights.ts'
import { explainContribution, largestContributions } from '#analysis/score.ts'
import type { Score } from '#analysis/score.ts'
import type { PortRow } from '#contract/port-row.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { Button } from '#ui/Button.tsx'
import { statusFill, StatusMark } from '#ui/StatusMark.tsx'
import { TypeTag } from '#ui/TypeTag.tsx'

const STEP = 8

/** The rows that make most of a score, and the others together: what is in sight adds up to the score, to the digit. */
export function ScoreBreakdown({
  score,
  left,
  weights,
  onLeave,
}: {
  score: Score
  /** The places of the rows that are not counted. */
  left: ReadonlySet<number>
  weights: Weights
  onLeave: (row: PortRow, isCounted: boolean) => void
}) {
  const { t, f } = useI18n()
  const { set, breakdown, nameOf } = usePorts()
  const [count, setCount] = useState(STEP) // the length of a list needs no link
  const contribution = (place: number): number => score.contributions[place] ?? 0
  const places = [...new Set([...largestContributions(score, count), ...left])].sort(
    (a, b) => contribution(b) - contribution(a) || a - b,
  )
  const most = contribution(places[0] ?? -1)
  const counted = (places: readonly number[]) =>
    places.reduce((sum, place) => sum + (left.has(place) ? 0 : contribution(place)), 0)
  const total = score.total - [...left].reduce((sum, place) => sum + contribution(place), 0)
  const others = breakdown.matches.length - places.length

  return (
    <div className="grid content-start gap-2 px-4.5 py-3.5">
      <p className="text-muted">{t.score.whatIf}</p>
      <table className="w-full border-separate border-spacing-0">
        <caption className="sr-only">{t.score.breakdown}</caption>
        <thead className="text-small text-muted">
          <tr className="text-left">
            <th scope="col" className="w-7 font-[550]">
              <span className="sr-only">{t.score.included}</span>
            </th>
            <th scope="col" className="w-18 pr-2 font-[550]">
              {t.table.columns.port}
            </th>
            <th scope="col" className="w-16 pr-2 font-[550]">
              {t.table.columns.type}
            </th>
            <th scope="col" className="pr-2 font-[550] max-sm:hidden">
              {t.table.columns.service}
            </th>
            <th scope="col" className="w-44 pr-2 text-right font-[550] max-md:hidden">
              {t.score.factors}
            </th>
            <th scope="col" className="w-48 text-right font-[550] max-sm:w-auto">
              {t.score.contribution}
            </th>
          </tr>
        </thead>
        <tbody>
          {places.map((place) => {
            const row = rowAt(set, breakdown.matches[place] ?? -1)
            const { port, type, status } = row
            const isCounted = !left.has(place)
            const made = explainContribution(row, weights)
            return (
              <tr
                key={`${port}/${type}`}
                className={`h-8 pointer-coarse:h-11 ${isCounted ? '' : 'text-muted line-through'}`}
              >
                <td className="border-t border-line">
                  <input
                    type="checkbox"
                    aria-label={t.score.include(port, type)}
                    className="touchable block size-4 accent-accent"
                    checked={isCounted}
                    onChange={(event) => onLeave(row, event.target.checked)}
                  />
                </td>
                <th scope="row" className="border-t border-line text-left font-mono font-[650]">
                  {port}
                </th>
                <td className="border-t border-line pr-2">
                  <TypeTag type={type} />
                </td>
                <td className="max-w-0 truncate border-t border-line pr-2 max-sm:hidden">
                  {nameOf(port, type)}
                </td>
                <td className="tabular border-t border-line pr-2 text-right text-muted max-md:hidden">
                  {`${f.count(made.status)} × ${f.count(made.class)} × ${f.count(made.spread)}`}
                </td>
                <td className="border-t border-line">
                  <span className="flex items-center justify-end gap-3">
                    <svg
                      aria-hidden
                      className="h-1.5 w-20 min-w-0 shrink max-sm:w-14 max-[24rem]:hidden"
                      preserveAspectRatio="none"
                    >
                      {isCounted && (
                        <rect
                          width={`${most === 0 ? 0 : Math.max(2.5, (100 * contribution(place)) / most)}%`}
                          height="100%"
                          rx="3"
                          fill={statusFill(status)}
                        />
                      )}
                    </svg>
                    <StatusMark status={status} coloured />
                    <span className="tabular w-14 text-right">{f.tenths(contribution(place))}</span>
                  </span>
                </td>
              </tr>
            )
          })}
        </tbody>
        <tfoot className="tabular">
          {others > 0 && <SumRow name={t.score.others(others)} value={f.tenths(total - counted(places))} />}
          <SumRow strong name={t.score.total} value={f.tenths(total)} />
        </tfoot>
      </table>
      {others > 0 && (
        <Button look="link" className="justify-self-start" onClick={() => setCount(count + STEP)}>
          {t.score.more}
        </Button>
      )}
    </div>
  )
}

function SumRow({ name, value, strong = false }: { name: string; value: string; strong?: boolean }) {
  return (
    <tr className={`h-8 ${strong ? 'font-[650]' : 'text-muted'}`}>
      <td className="border-t border-line" />
      <th scope="row" colSpan={2} className="border-t border-line text-left font-[inherit]">
        {name}
      </th>
      <td className="border-t border-line max-sm:hidden" />
      <td className="border-t border-line max-md:hidden" />
      <td className="border-t border-line text-right">{value}</td>
    </tr>
  )
}
