import { lazy, memo, Suspense, useMemo, useRef } from 'react'
import { ErrorBoundary } from 'react-error-boundary'

import { barsByType, compileFilter, pickRows } from '#analysis/breakdown.ts'
import { histogram } from '#analysis/histogram.ts'
import { rowAt } from '#analysis/row-set.ts'
import type { Category, Selection } from '#contract/scope.ts'
import { Card, Skeleton } from '#ui/Card.tsx'
import { Notice } from '#ui/Notice.tsx'

import { brushOf } from './brush.ts'
import { PictureMenu } from './PictureMenu.tsx'
import { isRareView } from './rare.ts'
import { widestRows } from './use-ports.ts'
import type { Ports, TableRow } from './use-ports.ts'
import type { View, ViewActions } from './use-view.ts'
import { useWords } from './words.ts'

// Recharts is half of the page's script, and the table must not wait for it.
const RiskByType = lazy(async () => ({
  default: memo((await import('./RiskByType.tsx')).RiskByType, sameDrawing),
}))
const WidestPorts = lazy(async () => ({
  default: memo((await import('./WidestPorts.tsx')).WidestPorts, sameDrawing),
}))

const PortHistogram = lazy(async () => ({
  default: memo((await import('./PortHistogram.tsx')).PortHistogram, sameDrawing),
}))

const WIDEST = 12

/** The charts of a view: one whose own numbers did not change is not drawn again. */
export const Charts = memo(function Charts({
  ports,
  category,
  measure,
  selection,
  actions,
  loading,
}: {
  ports: Ports
  category: Category
  selection: Selection
  measure: View['measure']
  actions: ViewActions
  loading: boolean
}) {
  const { m } = useWords()
  return (
    <div className="grid gap-3.5 lg:grid-cols-[2fr_3fr]">
      <Card label={m.charts.risk} className="relative min-h-69 p-4.5 max-md:min-h-75">
        <ChartSlot name={m.charts.risk} subject="risk" {...{ selection, loading }}>
          <Risk {...{ ports, category, measure, actions }} />
        </ChartSlot>
      </Card>
      <Card label={m.charts.widest} className="relative min-h-69 p-4.5 max-md:min-h-110">
        <ChartSlot name={m.charts.widest} subject="widest" {...{ selection, loading }}>
          <Widest {...{ ports, category, actions }} />
        </ChartSlot>
      </Card>
      <Card
        label={m.charts.numbers}
        className="relative min-h-41 min-w-0 p-4.5 max-sm:min-h-48 lg:col-span-2"
      >
        <ChartSlot
          name={m.charts.numbers}
          subject="numbers"
          skeleton={<Skeleton className="h-32" />}
          {...{ selection, loading }}
        >
          <Numbers {...{ ports, actions }} />
        </ChartSlot>
      </Card>
    </div>
  )
})

const Risk = memo(function Risk({
  ports,
  ...rest
}: {
  ports: Ports
  category: Category
  measure: View['measure']
  actions: ViewActions
}) {
  const { breakdown, set, filter } = ports
  const bars = barsByType(breakdown.cells)
  const danger = set.statuses.indexOf('danger')
  const [widest] = widestRows(ports, 1, (i) => set.status[i] === danger)
  return (
    <RiskByType
      bars={bars}
      widestDanger={widest === undefined ? null : rowAt(set, widest)}
      filter={filter}
      {...rest}
    />
  )
})

const Widest = memo(function Widest({
  ports,
  ...rest
}: {
  ports: Ports
  category: Category
  actions: ViewActions
}) {
  const { set, nameOf, filter } = ports
  const rows: TableRow[] = widestRows(ports, WIDEST).map((i) => {
    const row = rowAt(set, i)
    return { ...row, service: nameOf(row.port, row.type), index: i }
  })
  return <WidestPorts rows={rows} isRareView={isRareView(filter.query)} {...rest} />
})

function Numbers({
  ports: { set, filter, breakdown, knowledge },
  actions,
}: {
  ports: Ports
  actions: ViewActions
}) {
  const bars = useMemo(() => {
    const { chosen, others } = brushOf(filter.query)
    const rows =
      chosen.length === 0
        ? breakdown.matches
        : pickRows(set, compileFilter({ ...filter, query: others }, set, knowledge))
    return histogram(set, rows, BARS)
  }, [set, filter, breakdown, knowledge])
  return <PortHistogram bars={bars} actions={actions} />
}

/** Of 1,024 ports each, so that the first holds the well-known ones. */
const BARS = 64

/** Props are some dozen numbers and words: comparing them costs less than a thousandth of drawing them. */
function sameDrawing<Props extends object>(before: Props, after: Props): boolean {
  return JSON.stringify(before) === JSON.stringify(after)
}

const BARS_TO_COME = <ChartSkeleton />

/** A chart that fails or is on its way leaves the rest of the page alone. */
function ChartSlot({
  name,
  subject,
  selection,
  loading,
  skeleton = BARS_TO_COME,
  children,
}: {
  name: string
  /** What the chart is called in the name of a file. */
  subject: string
  selection: Selection
  loading: boolean
  /** Holds the chart's place until it is there. */
  skeleton?: React.ReactNode
  children: React.ReactNode
}) {
  const { m } = useWords()
  const chart = useRef<HTMLDivElement>(null)
  return (
    <ErrorBoundary
      fallback={
        <Notice tone="error" title={m.error.part(name)}>
          {m.charts.failedHint}
        </Notice>
      }
    >
      <div ref={chart} className="h-full">
        <Suspense fallback={skeleton}>{loading ? skeleton : children}</Suspense>
      </div>
      {!loading && <PictureMenu chart={chart} title={name} subject={subject} selection={selection} />}
    </ErrorBoundary>
  )
}

function ChartSkeleton() {
  return (
    <div className="grid gap-4">
      <Skeleton className="h-4 w-32" />
      {['w-full', 'w-2/3', 'w-1/2', 'w-1/4'].map((width) => (
        <Skeleton key={width} className={`h-5 ${width}`} />
      ))}
    </div>
  )
}
