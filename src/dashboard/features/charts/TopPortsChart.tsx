import { Bar as BarMarks } from 'recharts'

import type { Category } from '#contract/scope.ts'
import type { ShownRow } from '#dashboard/core/port-rows.ts'
import { portValue, serviceValue, typeValue, valueProps } from '#dashboard/core/value-attribute.ts'
import { useViewActions } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { statusLabel } from '#i18n/names.ts'
import { Button } from '#ui/Button.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { statusFill } from '#ui/StatusMark.tsx'
import { portTerm, queryParameters } from '#view/parameters.ts'
import { RARE_VIEW } from '#view/rare.ts'
import type { View } from '#view/view.ts'

import { Bars } from './Bars.tsx'
import { ChartTooltip } from './ChartTooltip.tsx'

const ROW_HEIGHT = 24 // px, of labels and bars alike; no less can be clicked

/** Shown ports that are open on the most servers, most first, in the colour of their risk: the dangerous ones, or all. */
export function TopPortsChart({
  rows,
  category,
  top,
  isRareView,
}: {
  rows: readonly ShownRow[]
  category: Category
  top: View['top']
  /** Whether the view shows the rare ports, the other end of the same ranking. */
  isRareView: boolean
}) {
  const { t, f } = useI18n()
  const actions = useViewActions()
  const [first] = rows
  const half = Math.ceil(rows.length / 2)
  const pick = ({ port, type }: ShownRow) =>
    actions.choose({
      ...queryParameters([portTerm(port)]),
      type: [type],
    })

  return (
    <figure className="relative h-full">
      <div className="flex min-h-8 flex-wrap items-center gap-x-2 pr-8.5 sm:not-embedded:pr-17">
        <h2 className="font-[600] max-sm:basis-full max-sm:leading-8">{t.charts.topPorts}</h2>
        <span className="text-muted max-sm:hidden">{t.charts.byServers(category)}</span>
        <div className="ml-auto flex items-center gap-x-2 max-sm:ml-0">
          <Segmented
            label={t.charts.top}
            value={top}
            options={[
              { value: 'danger', label: t.charts.tops.danger },
              { value: 'all', label: t.charts.tops.all },
            ]}
            onChange={(top) => actions.change({ top })}
          />
          <Button
            look="plain"
            className="aria-pressed:bg-accent-weak aria-pressed:text-accent"
            title={t.charts.rareHint}
            aria-pressed={isRareView}
            onClick={() => actions.choose(isRareView ? { q: null, sort: null } : RARE_VIEW)}
          >
            {t.charts.rare}
          </Button>
        </div>
      </div>
      <div className="grid gap-x-7 md:grid-cols-2">
        <RankedBars rows={rows.slice(0, half)} most={first?.servers ?? 0} category={category} onPick={pick} />
        <RankedBars rows={rows.slice(half)} most={first?.servers ?? 0} category={category} onPick={pick} />
      </div>
      <figcaption className={first ? 'sr-only' : 'text-muted'}>
        {first
          ? t.charts.topPortsFinding(first.port, first.type, first.servers, category)
          : top === 'danger'
            ? t.charts.riskFinding.none
            : t.charts.nothing}
      </figcaption>
      <div className="sr-only">
        <table>
          <caption>{`${t.charts.topPorts}, ${t.charts.byServers(category)}`}</caption>
          <thead>
            <tr>
              <th scope="col">{t.table.columns.port}</th>
              <th scope="col">{t.table.columns.type}</th>
              <th scope="col">{t.table.columns.service}</th>
              <th scope="col">{t.table.columns.status}</th>
              <th scope="col">{t.table.serversOf[category]}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.port}/${row.type}`}>
                <th scope="row">{row.port}</th>
                <td>{row.type}</td>
                <td>{row.service}</td>
                <td>{statusLabel(t, row.status)}</td>
                <td>{f.count(row.servers)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}

function RankedBars({
  rows,
  most,
  category,
  onPick,
}: {
  rows: readonly ShownRow[]
  most: number
  category: Category
  onPick: (row: ShownRow) => void
}) {
  const { t, f } = useI18n()
  if (rows.length === 0) return null
  const data = rows.map((row) => ({
    ...row,
    ...valueProps(portValue(row.port), typeValue(row.type)),
    name: `${row.port}/${row.type}`,
    fill: statusFill(row.status),
  }))
  return (
    <div className="grid grid-cols-[minmax(7rem,12rem)_minmax(3.5rem,1fr)_auto] gap-x-2">
      <div className="grid" style={{ gridAutoRows: ROW_HEIGHT }}>
        {rows.map((row) => (
          <button
            key={`${row.port}/${row.type}`}
            type="button"
            {...valueProps(portValue(row.port), typeValue(row.type), serviceValue(row.service))}
            title={t.filters.showOnly(`${row.port}/${row.type}`)}
            onClick={() => onPick(row)}
            className="grid grid-cols-[3.25rem_minmax(0,1fr)] items-center gap-2 rounded-badge text-left hover:underline"
          >
            <span className="font-mono font-[600]">{row.port}</span>
            <span className="flex min-w-0 items-baseline gap-1.5 text-muted">
              <span className="truncate empty:hidden">{row.service}</span>
              {row.type !== 'TCP' && (
                <span className="max-w-16 shrink-0 truncate font-mono text-[0.6875rem]">{row.type}</span>
              )}
            </span>
          </button>
        ))}
      </div>
      <Bars
        data={data}
        rowHeight={ROW_HEIGHT}
        gap={9}
        most={most}
        tooltipOf={({ name, status, servers }) => (
          <ChartTooltip
            title={name}
            lines={[
              {
                status,
                label: `${statusLabel(t, status)} · ${t.table.serversOf[category]}`,
                value: f.count(servers),
                share: '',
              },
            ]}
          />
        )}
      >
        <BarMarks
          dataKey="servers"
          radius={3}
          minPointSize={4}
          isAnimationActive={false}
          className="cursor-pointer"
          onClick={(_, index) => {
            const row = rows[index]
            if (row) onPick(row)
          }}
        />
      </Bars>
      <div className="tabular grid text-right" style={{ gridAutoRows: ROW_HEIGHT }}>
        {rows.map((row) => (
          <span key={`${row.port}/${row.type}`} className="min-w-11 self-center">
            {f.count(row.servers)}
          </span>
        ))}
      </div>
    </div>
  )
}
