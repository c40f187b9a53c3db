import { useState } from 'react'

import { rowsOfEntries } from '#analysis/fold.ts'
import { rowAt } from '#analysis/row-set.ts'
import { explainContribution, largestContributions } from '#analysis/score.ts'
import type { Score } from '#analysis/score.ts'
import type { PortRow } from '#contract/port-row.ts'
import { DataTable } from '#dashboard/core/DataTable.tsx'
import type { DataColumn } from '#dashboard/core/DataTable.tsx'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { rowId } from '#dashboard/core/row-id.ts'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { Button } from '#ui/Button.tsx'
import { statusFill, StatusMark } from '#ui/StatusMark.tsx'
import { TypeTag } from '#ui/TypeTag.tsx'

const STEP = 8

/** The rows that make most of a score, and the others together: what is in sight adds up to the score, to the digit. */
export function ScoreBreakdown({
  score,
  left,
}: {
  score: Score
  /** The places of the rows that are not counted. */
  left: ReadonlySet<number>
}) {
  const { t, f } = useI18n()
  const { set, listed, breakdown } = usePorts()
  const rows = rowsOfEntries(listed, breakdown.matches)
  const [count, setCount] = useState(STEP) // how long a list is: not worth a link
  const contribution = (place: number): number => score.contributions[place] ?? 0
  const places = [...new Set([...largestContributions(score, count), ...left])].sort(
    (a, b) => contribution(b) - contribution(a) || a - b,
  )
  const most = contribution(places[0] ?? -1)
  const counted = (places: readonly number[]) =>
    places.reduce((sum, place) => sum + (left.has(place) ? 0 : contribution(place)), 0)
  const total = score.total - [...left].reduce((sum, place) => sum + contribution(place), 0)
  const others = rows.length - places.length

  return (
    <div className="grid content-start gap-2 px-4.5 py-3.5">
      <p className="text-muted">{t.score.whatIf}</p>
      <DataTable
        label={t.score.breakdown}
        columns={COLUMNS}
        rows={places.map((place) => ({
          ...rowAt(set, rows[place] ?? -1),
          contribution: contribution(place),
          width: most === 0 ? 0 : Math.max(2.5, (100 * contribution(place)) / most),
          isCounted: !left.has(place),
        }))}
        rowId={rowId}
        rowClass={({ isCounted }) => `h-8 pointer-coarse:h-11 ${isCounted ? '' : 'text-muted line-through'}`}
        footer={
          <tfoot className="tabular">
            {others > 0 && <SumRow name={t.score.others(others)} value={f.tenths(total - counted(places))} />}
            <SumRow strong name={t.score.total} value={f.tenths(total)} />
          </tfoot>
        }
      />
      {others > 0 && (
        <Button look="link" className="justify-self-start" onClick={() => setCount(count + STEP)}>
          {t.score.more}
        </Button>
      )}
    </div>
  )
}

/** A row with its part of the score, and how long the bar of that is, in percent. */
type CountedRow = PortRow & { contribution: number; width: number; isCounted: boolean }

const COLUMNS: readonly DataColumn<CountedRow>[] = [
  {
    id: 'counted',
    meta: { name: (t) => t.score.included, className: 'w-7', nameClass: 'sr-only' },
    cell: function Counted({ row: { original } }) {
      const { t } = useI18n()
      const actions = useViewActions()
      const { without } = useView().view
      const { port, type, isCounted } = original
      return (
        <input
          type="checkbox"
          aria-label={t.score.include(port, type)}
          className="touchable block size-4 accent-accent"
          checked={isCounted}
          onChange={({ target }) => {
            const others = without.filter((row) => row.port !== port || row.type !== type)
            actions.change({ without: target.checked ? others : [...others, { port, type }] })
          }}
        />
      )
    },
  },
  {
    id: 'port',
    meta: { name: (t) => t.table.columns.port, className: 'w-18', isRowHead: true },
    cell: ({ row: { original } }) => original.port,
  },
  {
    id: 'type',
    meta: { name: (t) => t.table.columns.type, className: 'w-16' },
    cell: ({ row: { original } }) => <TypeTag type={original.type} />,
  },
  {
    id: 'service',
    meta: { name: (t) => t.table.columns.service, className: 'max-w-0 truncate max-sm:hidden' },
    cell: function Service({ row: { original } }) {
      return usePorts().nameOf(original.port, original.type)
    },
  },
  {
    id: 'made',
    meta: { name: (t) => t.score.factors, className: 'tabular w-44 text-right max-md:hidden' },
    cell: function Made({ row: { original } }) {
      const { f } = useI18n()
      const made = explainContribution(original, useView().view.weights)
      return (
        <span className="text-muted">{`${f.count(made.status)} × ${f.count(made.class)} × ${f.count(made.spread)}`}</span>
      )
    },
  },
  {
    id: 'contribution',
    meta: { name: (t) => t.score.contribution, className: 'w-48 text-right max-sm:w-auto' },
    cell: function Contribution({ row: { original } }) {
      const { f } = useI18n()
      const { status, contribution, width, isCounted } = original
      return (
        <span className="flex items-center justify-end gap-3">
          <svg
            aria-hidden
            className="h-1.5 w-20 min-w-0 shrink max-sm:w-14 max-[24rem]:hidden"
            preserveAspectRatio="none"
          >
            {isCounted && <rect width={`${width}%`} height="100%" rx="3" fill={statusFill(status)} />}
          </svg>
          <StatusMark status={status} coloured />
          <span className="tabular w-14 text-right">{f.tenths(contribution)}</span>
        </span>
      )
    },
  },
]

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
