import type { ReactNode } from 'react'

import { summarize } from '#analysis/breakdown.ts'
import { protocolOf } from '#contract/port-row.ts'
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
import { ShareBar } from './core/ShareBar.tsx'
import { useIdle } from './core/use-idle.ts'
import { useView, useViewActions } from './core/view-context.tsx'

const course = chunk(() => import('./features/course/FigureCourse.tsx'))

/**
 * How many ports are dangerous, of how many, and by which protocol. Each figure is a filter; `isFixed` where
 * the view is not the reader's to change.
 */
export function Summary({ isFixed = false }: { isFixed?: boolean }) {
  const { t, f } = useI18n()
  const { category, snapshot } = useView().view
  const viewActions = useViewActions()
  const actions = isFixed ? null : viewActions
  const { isPartial } = useScope() // every figure is a lower bound then
  const { isRead, isLoading, breakdown, set, filter } = usePorts()
  const { shown, dangerous, protocols, mostRows } = summarize(breakdown.cells)
  const onlyDanger = filter.statuses.length === 1 && filter.statuses[0] === 'danger'
  const act = isRead ? actions : null // without data there is nothing to choose
  const figure = (n: number) => (isRead ? f.count(n) : NO_FIGURE)
  const typesOf = (protocol: string) => set.types.filter((type) => protocolOf(type) === protocol)

  const isIdle = useIdle(!isLoading)
  // The past is of the whole scope, and leads to now.
  const hasCourse = isIdle && isRead && snapshot === null && !isFiltered(filter)
  const courseOf = (figure: 'dangerous' | 'rows', name: string) =>
    hasCourse && (
      <QuietPart of={course}>{({ FigureCourse }) => <FigureCourse {...{ figure, name }} />}</QuietPart>
    )

  if (isLoading) return <SummarySkeleton />
  return (
    <Card label={t.summary.label} className="grid grid-cols-2 lg:grid-cols-3">
      <Figure
        name={t.summary.dangerous}
        course={courseOf('dangerous', t.summary.dangerous)}
        mark={<StatusMark status="danger" coloured />}
        value={figure(dangerous.rows)}
        isLeast={isPartial}
        tone={dangerous.rows > 0 ? 'text-danger-text' : ''}
        detail={
          // HSS is asked for the dangerous ports first: their share of what is there is no share of what there will be.
          !isRead
            ? t.dataAge.noData
            : isPartial
              ? t.summary.instances(dangerous.instances)
              : `${t.summary.shareOfPorts(f.share(dangerous.rows, shown.rows))} · ${t.summary.instances(dangerous.instances)}`
        }
        action={onlyDanger ? t.summary.showAll : t.filters.showOnly(statusLabel(t, 'danger'))}
        pressed={onlyDanger}
        onClick={act && (() => act.choose({ status: onlyDanger ? null : ['danger'] }))}
      />
      <Figure
        name={t.summary.open}
        course={courseOf('rows', t.summary.open)}
        help={
          <Help name={t.summary.explain(t.summary.open)}>
            <p>{t.summary.openHelp}</p>
            <p>{t.summary.instancesHelp(category)}</p>
          </Help>
        }
        value={figure(shown.rows)}
        isLeast={isPartial}
        detail={
          isRead
            ? `${t.summary.openDetail(set.size, isPartial)} · ${t.summary.instances(shown.instances)}`
            : t.dataAge.noData
        }
        action={t.summary.showAll}
        onClick={act && (() => act.change(NO_FILTER))}
      />
      <div className="grid content-start gap-1 border-line p-3.5 px-4.5 max-lg:col-span-2 max-lg:border-t lg:border-l">
        <h2 className="text-muted">{t.summary.byProtocol}</h2>
        {!isRead && <p className="h-6 text-muted">{NO_FIGURE}</p>}
        {protocols.map((bar) => {
          const types = typesOf(bar.name)
          const chosen =
            types.length === filter.types.length && types.every((type) => filter.types.includes(type))
          const line = (
            <>
              <span className="w-9 truncate font-[600]">{bar.name === '' ? '–' : bar.name}</span>
              <ShareBar parts={bar.byStatus} of={mostRows} />
              <span className="tabular w-12 text-right text-muted">{f.count(bar.total.rows)}</span>
            </>
          )
          if (actions === null)
            return (
              <p key={bar.name} className="flex h-6 items-center gap-3">
                {line}
              </p>
            )
          return (
            <button
              key={bar.name}
              type="button"
              aria-pressed={chosen}
              title={chosen ? t.summary.showAll : t.filters.showOnly(bar.name)}
              onClick={() => actions.choose({ type: chosen ? null : types })}
              className="-mx-1.5 flex h-6 items-center pointer-coarse:h-11 gap-3 rounded-badge px-1.5 text-left hover:bg-sunken aria-pressed:bg-accent-weak"
            >
              {line}
            </button>
          )
        })}
      </div>
    </Card>
  )
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
  action,
  pressed,
  onClick,
}: {
  name: string
  mark?: ReactNode
  help?: ReactNode
  /** How it became what it is; takes no room. */
  course: ReactNode
  value: string
  isLeast: boolean
  tone?: string
  detail: string
  /** What a click does, in words. */
  action: string
  pressed?: boolean
  onClick: (() => void) | null
}) {
  const { t } = useI18n()
  return (
    <div className="relative isolate border-line p-3.5 px-4.5 max-[22.5rem]:px-3.5 not-first:border-l">
      <h2 className="flex h-5 items-center gap-1.5 text-muted">
        {mark}
        <span className="whitespace-nowrap max-[22.5rem]:text-small">{name}</span>
        {help && <span className="relative z-1 inline-flex">{help}</span>}
      </h2>
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
      </div>
      {course}
      <p className="text-muted max-sm:text-small/5">{detail}</p>
    </div>
  )
}

/** Of the size of what will come. */
function SummarySkeleton() {
  const { t } = useI18n()
  return (
    <Card label={t.summary.label} className="grid grid-cols-2 lg:grid-cols-3">
      {['dangerous', 'open', 'byProtocol'].map((key) => (
        <div
          key={key}
          className="grid min-h-26 content-start gap-2 border-line p-3.5 px-4.5 not-first:border-l max-lg:last:col-span-2 max-lg:last:border-t max-lg:last:border-l-0 max-sm:not-last:min-h-31 pointer-coarse:last:min-h-37"
        >
          <Skeleton className="h-4 w-28" />
          <Skeleton className="h-7 w-16" />
          <Skeleton className="h-3.5 w-40 max-w-full" />
        </div>
      ))}
    </Card>
  )
}
