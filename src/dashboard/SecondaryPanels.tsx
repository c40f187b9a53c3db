import type { ReactNode } from 'react'

import { useI18n } from '#i18n/i18n.ts'
import { Skeleton } from '#ui/Card.tsx'
import type { Parts } from '#view/embed-parts.ts'

import { chunk } from './core/chunk.ts'
import { Part } from './core/Part.tsx'
import { usePorts } from './core/ports-context.tsx'
import { ChangesFold } from './features/changes/ChangesFold.tsx'
import { CHARTS_ID, chartsFold } from './features/charts/charts-fold.ts'
import { ChartSkeleton } from './features/charts/ChartSkeleton.tsx'
import { ChartsRow } from './features/charts/ChartsRow.tsx'
import { ChartsToggle } from './features/charts/ChartsToggle.tsx'
import { NumbersFold } from './features/charts/NumbersFold.tsx'
import { CourseFold } from './features/course/CourseFold.tsx'
import type * as parts from './panel-parts.ts'

/** The table must not wait for it. */
const panels = chunk(() => import('./panel-parts.ts'))

/**
 * What follows the table, beneath the summary: changes and course, while the address asks for them, charts, which fold, and what
 * the address asks for besides. In a frame, the parts that it names.
 */
export function SecondaryPanels({ framed }: { framed?: Parts }) {
  const { t } = useI18n()
  const isFramed = framed !== undefined
  const isOpen = chartsFold.use() === 'open'
  const hasCharts = framed?.has('charts') ?? isOpen
  return (
    <>
      {(framed?.has('changes') ?? true) && (
        <ChangesFold isFixed={isFramed}>
          <PanelPart
            name={t.changes.title}
            placeholder={
              <div className="p-4.5" aria-busy>
                <Skeleton className="h-28" />
              </div>
            }
          >
            {({ ChangesCard }) => <ChangesCard />}
          </PanelPart>
        </ChangesFold>
      )}
      {!isFramed && (
        <CourseFold>
          {(figure) => (
            <PanelPart name={t.course.title} placeholder={<Skeleton className="h-71" />}>
              {({ CourseCard }) => <CourseCard figure={figure} />}
            </PanelPart>
          )}
        </CourseFold>
      )}
      <div className={`relative ${hasCharts ? 'min-w-0 basis-full' : ''}`}>
        {!isFramed && <ChartsToggle controls={CHARTS_ID} />}
        {hasCharts && (
          <ChartsRow
            id={CHARTS_ID}
            risk={<ChartPart name={t.charts.risk}>{({ Risk }) => <Risk />}</ChartPart>}
            topPorts={<ChartPart name={t.charts.topPorts}>{({ TopPorts }) => <TopPorts />}</ChartPart>}
          />
        )}
      </div>
      <NumbersFold>
        <ChartPart
          name={t.charts.numbers}
          placeholder={
            <div aria-busy>
              <Skeleton className="h-24" />
            </div>
          }
        >
          {({ Numbers }) => <Numbers />}
        </ChartPart>
      </NumbersFold>
    </>
  )
}

type PartProps = {
  name: string
  placeholder?: ReactNode
  children: (panels: typeof parts) => ReactNode
}

const CHART_TO_COME = <ChartSkeleton />

/** One that waits for the rows, and for its code after them. */
function PanelPart({ placeholder, ...part }: PartProps) {
  return usePorts().isLoading ? placeholder : <Part of={panels} placeholder={placeholder} {...part} />
}

function ChartPart({ name, placeholder = CHART_TO_COME, children }: PartProps) {
  const { t } = useI18n()
  if (usePorts().isLoading) return placeholder
  return (
    <Part of={panels} hint={t.charts.failedHint} place={BelowButtons} {...{ name, placeholder, children }} />
  )
}

/** In the corner of a card there may be the button that folds it. */
function BelowButtons({ children }: { children: ReactNode }) {
  return <div className="pt-9">{children}</div>
}
