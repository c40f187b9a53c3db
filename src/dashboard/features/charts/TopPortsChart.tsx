import type { Category } from '#contract/scope.ts'
import type { ShownRow } from '#dashboard/core/port-rows.ts'
import {
  portValue,
  protocolValue,
  serviceValue,
  typeValue,
  valueProps,
} from '#dashboard/core/value-attribute.ts'
import { useViewActions } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { statusLabel } from '#terms/status-label.ts'
import { Button } from '#ui/Button.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import { statusFill } from '#ui/StatusMark.tsx'
import { portTerm, protocolTerm, queryParameters } from '#view/parameters.ts'
import { RARE_VIEW } from '#view/rare.ts'
import type { View } from '#view/view.ts'

import { Bars } from './Bars.tsx'
import { ChartTooltip } from './ChartTooltip.tsx'

/** A row is of the height of its label: no less can be clicked. */
const LOOK = { rowHeight: 24, gap: 9, radius: 3, hasEdge: false }

/** Shown ports that are open on the most servers, most first, in the colour of their risk: the dangerous ones, or all. */
export function TopPortsChart({
  rows,
  category,
  top,
  isFolded,
  isRareView,
}: {
  rows: readonly ShownRow[]
  category: Category
  top: View['top']
  /** Whether a bar is of a port with its protocol, not with one type. */
  isFolded: boolean
  /** Whether the view shows the rare ports, the other end of the same ranking. */
  isRareView: boolean
}) {
  const { t } = useI18n()
  const actions = useViewActions()
  const [first] = rows
  const half = Math.ceil(rows.length / 2)
  const pick = ({ port, type }: ShownRow) =>
    actions.choose(
      isFolded
        ? { ...queryParameters([portTerm(port), protocolTerm(type)]), type: null }
        : { ...queryParameters([portTerm(port)]), type: [type] },
    )

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
        <RankedBars
          rows={rows.slice(0, half)}
          most={first?.most ?? 0}
          {...{ category, isFolded }}
          onPick={pick}
        />
        <RankedBars
          rows={rows.slice(half)}
          most={first?.most ?? 0}
          {...{ category, isFolded }}
          onPick={pick}
        />
      </div>
      <figcaption className={first ? 'sr-only' : 'text-muted'}>
        {first
          ? t.charts.topPortsFinding(first, category)
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
              <tr key={nameOf(row)}>
                <th scope="row">{row.port}</th>
                <td>{row.type}</td>
                <td>{row.service}</td>
                <td>{statusLabel(t.terms, row.status)}</td>
                <td>{t.table.between(row.servers, row.most)}</td>
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
  isFolded,
  onPick,
}: {
  rows: readonly ShownRow[]
  most: number
  category: Category
  isFolded: boolean
  onPick: (row: ShownRow) => void
}) {
  const { t } = useI18n()
  if (rows.length === 0) return null
  const rowOf = (name: string) => rows.find((row) => nameOf(row) === name)
  const ofType = isFolded ? protocolValue : typeValue
  return (
    <div className="grid grid-cols-[minmax(7rem,12rem)_minmax(3.5rem,1fr)_auto] gap-x-2">
      <div className="grid" style={{ gridAutoRows: LOOK.rowHeight }}>
        {rows.map((row) => (
          <button
            key={nameOf(row)}
            type="button"
            {...valueProps(portValue(row.port), ofType(row.type), serviceValue(row.service))}
            title={t.filters.showOnly(nameOf(row))}
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
        rows={rows.map((row) => ({
          name: nameOf(row),
          bars: [
            {
              key: 'servers',
              size: row.servers,
              fill: statusFill(row.status),
              values: valueProps(portValue(row.port), ofType(row.type)),
            },
          ],
        }))}
        most={most}
        look={LOOK}
        tooltipOf={(name) => {
          const row = rowOf(name)
          return (
            row && (
              <ChartTooltip
                title={name}
                lines={[
                  {
                    status: row.status,
                    label: `${statusLabel(t.terms, row.status)} · ${t.table.serversOf[category]}`,
                    value: t.table.between(row.servers, row.most),
                    share: '',
                  },
                ]}
              />
            )
          )
        }}
        onPick={(name) => {
          const row = rowOf(name)
          if (row) onPick(row)
        }}
      />
      <div className="tabular grid text-right" style={{ gridAutoRows: LOOK.rowHeight }}>
        {rows.map((row) => (
          <span key={nameOf(row)} className="min-w-11 self-center">
            {t.table.between(row.servers, row.most)}
          </span>
        ))}
      </div>
    </div>
  )
}

const nameOf = ({ port, type }: ShownRow): string => `${port}/${type}`
