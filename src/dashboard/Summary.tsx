import { useMemo } from 'react'
import type { ReactNode } from 'react'

import { countTier, summarize } from '#analysis/breakdown.ts'
import { drop, only, standingOf } from '#analysis/choice.ts'
import { countListed } from '#analysis/fold.ts'
import { NO_FIGURE } from '#i18n/format.ts'
import { useI18n } from '#i18n/i18n.ts'
import { statusLabel } from '#i18n/names.ts'
import { Card, Skeleton } from '#ui/Card.tsx'
import { Help } from '#ui/Popover.tsx'
import { StatusMark } from '#ui/StatusMark.tsx'
import { isFiltered, NO_FILTER } from '#view/parameters.ts'

import { chunk } from './core/chunk.ts'
import { QuietPart } from './core/Part.tsx'
import { usePorts } from './core/ports-context.tsx'
import { useScope } from './core/scope-context.tsx'
import { useIdle } from './core/use-idle.ts'
import { useFilterBy } from './core/value-actions.ts'
import { tierValue } from './core/value-attribute.ts'
import { useView, useViewActions } from './core/view-context.tsx'

const course = chunk(() => import('./features/course/FigureCourse.tsx'))

/** Where the summary stands, what is folded beside it, and what is open beneath. */
export function SummaryRow({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-2.5">{children}</div>
}

/**
 * The numbers of dangerous ports, of those that give control, of unrated ports and of all ports. Each figure is a filter;
 * `isFixed` where the user cannot change the view.
 */
export function Summary({ isFixed = false }: { isFixed?: boolean }) {
  const { t, f } = useI18n()
  const { category, snapshot } = useView().view
  const viewActions = useViewActions()
  const filterBy = useFilterBy()
  const { isPartial } = useScope() // every figure is a lower bound then
  const { isRead, isLoading, breakdown, listed, filter } = usePorts()
  const isFolded = listed.folds !== undefined
  const names = isFolded ? t.summary : t.summary.ofRows
  const { shown, dangerous, unknown } = summarize(breakdown.cells)
  const control = useMemo(() => countTier(listed, breakdown.matches, 'control'), [listed, breakdown])
  const canAct = isRead && !isFixed // without data there is nothing to choose
  const figure = (n: number) => (isRead ? f.count(n) : NO_FIGURE)
  const shows = (status: string) => filter.statuses.length === 1 && filter.statuses[0] === status
  const showsControl = standingOf(filter, CONTROL) === 'included'
  /** A figure of one status: a click shows it alone, a second one all. */
  const ofStatus = (status: string) => ({
    mark: <StatusMark status={status} coloured />,
    action: shows(status) ? t.summary.showAll : t.filters.showOnly(statusLabel(t, status)),
    pressed: shows(status),
    onClick: canAct ? () => viewActions.choose({ status: shows(status) ? null : [status] }) : null,
  })
  const isIdle = useIdle(!isLoading)
  // The past is of the whole scope, row by row, and leads to now.
  const hasCourse = isIdle && isRead && snapshot === null && !isFiltered(filter)
  const courseOf = (figure: 'dangerous' | 'rows', name: string) =>
    hasCourse && (
      <QuietPart of={course}>{({ FigureCourse }) => <FigureCourse {...{ figure, name }} />}</QuietPart>
    )
  const figures: readonly FigureProps[] = [
    {
      name: names.dangerous,
      course: courseOf('dangerous', t.summary.ofRows.dangerous),
      value: figure(dangerous.rows),
      tone: dangerous.rows > 0 ? 'text-danger-text' : '',
      // HSS is asked for the dangerous ports first: their share of what is there is no share of what there will be.
      detail: isPartial ? '' : t.summary.shareOf(f.share(dangerous.rows, shown.rows), isFolded),
      smallPrint: t.summary.instances(dangerous.instances),
      ...ofStatus('danger'),
    },
    {
      name: t.summary.control,
      value: figure(control),
      tone: control > 0 ? 'text-danger-text' : '',
      detail: t.summary.controlDetail,
      smallPrint: '',
      action: showsControl ? t.summary.showAll : t.filters.showOnly(t.labels.tiers.control),
      pressed: showsControl,
      onClick: canAct ? () => filterBy((showsControl ? drop : only)(filter, CONTROL)) : null,
    },
    {
      name: names.unknown,
      value: figure(unknown.rows),
      detail: t.summary.unknownDetail,
      smallPrint: '',
      ...ofStatus('unknown'),
    },
    {
      name: names.open,
      course: courseOf('rows', t.summary.ofRows.open),
      help: (
        <Help name={t.summary.explain(names.open)}>
          <p>{names.openHelp}</p>
          <p>{t.summary.instancesHelp(category)}</p>
        </Help>
      ),
      value: figure(shown.rows),
      detail: t.summary.openDetail(countListed(listed), isPartial),
      smallPrint: t.summary.instances(shown.instances),
      action: t.summary.showAll,
      onClick: canAct ? () => viewActions.change(NO_FILTER) : null,
    },
  ]
  return (
    <Card label={t.summary.label} className={CARD}>
      {figures.map((own) =>
        isLoading ? (
          <FigureSkeleton key={own.name} />
        ) : (
          <Figure
            key={own.name}
            {...own}
            isLeast={isPartial}
            {...(!isRead && { detail: t.dataAge.noData, smallPrint: '' })}
          />
        ),
      )}
    </Card>
  )
}

const CONTROL = tierValue('control')

/** Of a width of its own, so that a font that arrives or what opens beside it moves no figure. In a frame it stands alone. */
const CARD =
  'grid min-w-0 basis-full grid-cols-2 md:basis-[calc(100%-13rem)] md:grid-cols-4 embedded:md:basis-full'

type FigureProps = {
  name: string
  mark?: ReactNode
  help?: ReactNode
  /** How it became what it is; takes no room. */
  course?: ReactNode
  value: string
  tone?: string
  detail: string
  /** What is said beside the detail where there is room. */
  smallPrint: string
  /** What a click does, in words. */
  action: string
  pressed?: boolean
  onClick: (() => void) | null
}

function Figure({
  name,
  mark,
  help,
  course,
  value,
  isLeast,
  tone = '',
  detail,
  smallPrint,
  action,
  pressed,
  onClick,
}: FigureProps & { isLeast: boolean }) {
  const { t } = useI18n()
  return (
    <div className={CELL}>
      <h2 className="flex h-5 items-center gap-1.5 text-muted">
        {mark}
        <span className="whitespace-nowrap max-[22.5rem]:text-small">{name}</span>
        {help && <span className="relative z-1 inline-flex">{help}</span>}
      </h2>
      {course}
      <div className="flex items-baseline gap-1.5">
        {isLeast && (
          <span className="shrink-0 text-muted">
            <span className="max-sm:hidden">{t.summary.atLeast}</span>
            <span className="text-figure sm:hidden">≥</span>
          </span>
        )}
        {onClick === null ? (
          <p className={`tabular text-figure font-[650] tracking-tight ${tone}`}>{value}</p>
        ) : (
          <button
            type="button"
            title={action}
            aria-label={`${name}: ${isLeast ? `${t.summary.atLeast} ${value}` : value}. ${action}`}
            aria-pressed={pressed}
            onClick={onClick}
            className={`tabular text-figure font-[650] tracking-tight after:absolute after:inset-0 after:rounded-card hover:after:bg-accent/5 aria-pressed:after:bg-accent/8 ${tone}`}
          >
            {value}
          </button>
        )}
        <p className="truncate pl-1 text-small text-muted max-sm:hidden">
          {detail}
          {smallPrint !== '' && onlyWide(`${detail === '' ? '' : ' · '}${smallPrint}`)}
        </p>
      </div>
    </div>
  )
}

const onlyWide = (text: string) => <span className="max-2xl:hidden">{text}</span>

const CELL =
  'relative isolate min-h-16 min-w-0 border-line px-4.5 py-1 max-[22.5rem]:px-3.5 even:border-l md:not-first:border-l max-md:nth-[n+3]:border-t'

/** Of the size of what will come. */
function FigureSkeleton() {
  return (
    <div className={`${CELL} grid content-center gap-1.5`}>
      <Skeleton className="h-4 w-28 max-w-full" />
      <Skeleton className="h-6 w-16" />
    </div>
  )
}
