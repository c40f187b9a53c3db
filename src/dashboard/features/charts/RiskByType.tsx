import type { Bar, Filter } from '#analysis/breakdown.ts'
import { drop, only as onlyThis, standingOf } from '#analysis/choice.ts'
import { statusSeverity } from '#contract/port-row.ts'
import type { Category } from '#contract/scope.ts'
import type { ShownRow } from '#dashboard/core/port-rows.ts'
import { useFilterBy } from '#dashboard/core/use-filter-by.ts'
import { protocolValue, statusValue, typeValue, valueProps } from '#dashboard/core/value-attribute.ts'
import { useViewActions } from '#dashboard/core/view-context.tsx'
import type { Messages } from '#i18n/en.ts'
import { useI18n } from '#i18n/i18n.ts'
import { statusLabel } from '#terms/status-label.ts'
import { Segmented } from '#ui/Segmented.tsx'
import { statusFill, StatusMark } from '#ui/StatusMark.tsx'
import type { View } from '#view/view.ts'

import { Bars } from './Bars.tsx'
import { ChartTooltip } from './ChartTooltip.tsx'

/** A row is of the height of its label: no less can be clicked. */
const LOOK = { rowHeight: 24, gap: 6, radius: 4, hasEdge: true }

/** How dangerous the shown ports are, protocol by protocol, or type by type: in ports, or in instances. */
export function RiskByType({
  bars,
  mostCommonDanger,
  filter,
  isFolded,
  category,
  measure,
}: {
  bars: readonly Bar[]
  mostCommonDanger: ShownRow | null
  filter: Filter
  /** Whether a bar is of a protocol, not of a type. */
  isFolded: boolean
  category: Category
  measure: View['measure']
}) {
  const { t, f } = useI18n()
  const actions = useViewActions()
  const filterBy = useFilterBy()
  const statuses = [...new Set(bars.flatMap((bar) => bar.byStatus.map(({ status }) => status)))].sort(
    (a, b) => statusSeverity(b) - statusSeverity(a),
  )
  const barValue = isFolded ? protocolValue : typeValue
  const rows = bars.map(({ name, byStatus }) => ({
    name,
    bars: statuses.flatMap((status) =>
      byStatus
        .filter((part) => part.status === status)
        .map((part) => ({
          key: status,
          size: part[measure],
          fill: statusFill(status),
          values: valueProps(barValue(name), statusValue(status)),
        })),
    ),
  }))
  const only = (words: readonly string[], word: string) => words.length === 1 && words[0] === word
  const showsOnly = (name: string) =>
    isFolded ? standingOf(filter, protocolValue(name)) === 'included' : only(filter.types, name)
  const pickType = (name: string) => filterBy((showsOnly(name) ? drop : onlyThis)(filter, barValue(name)))
  const pickStatus = (status: string) =>
    actions.choose({ status: only(filter.statuses, status) ? null : [status] })

  const legend = (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {statuses.map((status) => (
        <li key={status}>
          <button
            type="button"
            {...valueProps(statusValue(status))}
            aria-pressed={only(filter.statuses, status)}
            title={t.filters.showOnly(statusLabel(t.terms, status))}
            onClick={() => pickStatus(status)}
            className="touchable inline-flex max-w-40 items-center gap-1.5 rounded-badge text-muted hover:text-text"
          >
            <StatusMark status={status} coloured />
            <span className="truncate">{statusLabel(t.terms, status)}</span>
          </button>
        </li>
      ))}
    </ul>
  )

  return (
    <figure className="relative h-full">
      <div className="flex min-h-8 flex-wrap items-center gap-x-4 pr-8.5">
        <h2 className="font-[600]">{t.charts.risk}</h2>
        {legend}
        <div className="ml-auto max-sm:ml-0 max-sm:basis-full">
          <Segmented
            label={t.charts.measure}
            value={measure}
            options={[
              { value: 'rows', label: t.charts.measures[isFolded ? 'ports' : 'rows'] },
              { value: 'instances', label: t.charts.measures.instances },
            ]}
            onChange={(measure) => actions.change({ measure })}
          />
        </div>
      </div>
      <div className="grid grid-cols-[3.75rem_minmax(0,1fr)_auto] items-stretch gap-x-1">
        <div className="grid" style={{ gridAutoRows: LOOK.rowHeight }}>
          {bars.map(({ name }) => (
            <button
              key={name}
              type="button"
              {...valueProps(barValue(name))}
              aria-pressed={showsOnly(name)}
              title={t.filters.showOnly(name)}
              onClick={() => pickType(name)}
              className="truncate rounded-badge text-left font-mono text-small font-[600] hover:underline"
            >
              {name === '' ? '–' : name}
            </button>
          ))}
        </div>
        <Bars
          rows={rows}
          most={Math.max(...bars.map(({ total }) => total[measure]))}
          look={LOOK}
          tooltipOf={(name) => {
            const bar = bars.find((bar) => bar.name === name)
            return (
              bar && (
                <ChartTooltip
                  title={bar.name}
                  lines={bar.byStatus.map((part) => ({
                    status: part.status,
                    label: statusLabel(t.terms, part.status),
                    value: f.count(part[measure]),
                    share: f.share(part[measure], bar.total[measure]),
                  }))}
                />
              )
            )
          }}
          onPick={(name, status) => filterBy(onlyThis({ ...filter, statuses: [status] }, barValue(name)))}
        />
        <div className="tabular grid text-right text-muted" style={{ gridAutoRows: LOOK.rowHeight }}>
          {bars.map(({ name, total }) => (
            <span key={name} className="self-center pl-3">
              {f.count(total[measure])}
            </span>
          ))}
        </div>
      </div>
      <figcaption className={bars.length > 0 ? 'sr-only' : 'text-muted'}>
        {bars.length > 0
          ? finding(t, { bars, mostCommon: mostCommonDanger, isFolded }, category)
          : t.charts.nothing}
      </figcaption>
      <ValueTable bars={bars} statuses={statuses} measure={measure} isFolded={isFolded} />
    </figure>
  )
}

/** What the chart says, in a sentence. */
function finding(
  t: Messages,
  { bars, mostCommon, isFolded }: { bars: readonly Bar[]; mostCommon: ShownRow | null; isFolded: boolean },
  category: Category,
): string {
  const of = (bar: Bar) => bar.byStatus.find(({ status }) => status === 'danger')?.rows ?? 0
  const dangerous = bars.reduce((sum, bar) => sum + of(bar), 0)
  const most = bars.toSorted((a, b) => of(b) - of(a))[0]
  if (dangerous === 0 || most === undefined || mostCommon === null) return t.charts.riskFinding.none
  return t.charts.riskFinding.some(
    most.name,
    of(most),
    dangerous,
    isFolded,
    t.charts.riskFinding.mostCommon(mostCommon, category),
  )
}

/** The numbers of the chart, for those who do not see it. */
function ValueTable({
  bars,
  statuses,
  measure,
  isFolded,
}: {
  bars: readonly Bar[]
  statuses: readonly string[]
  measure: View['measure']
  isFolded: boolean
}) {
  const { t, f } = useI18n()
  return (
    <div className="sr-only">
      <table>
        <caption>{`${t.charts.risk}: ${t.charts.measures[isFolded && measure === 'rows' ? 'ports' : measure]}`}</caption>
        <thead>
          <tr>
            <th scope="col">{isFolded ? t.table.columns.protocol : t.filters.type}</th>
            {statuses.map((status) => (
              <th key={status} scope="col">
                {statusLabel(t.terms, status)}
              </th>
            ))}
            <th scope="col">{t.charts.total}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.name}>
              <th scope="row">{bar.name}</th>
              {statuses.map((status) => (
                <td key={status}>
                  {f.count(bar.byStatus.find((part) => part.status === status)?.[measure] ?? 0)}
                </td>
              ))}
              <td>{f.count(bar.total[measure])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
