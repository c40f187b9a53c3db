import { useMemo } from 'react'
import type { ReactNode } from 'react'

import { countTier, mostServersOf, summarize } from '#analysis/breakdown.ts'
import { drop, only, standingOf } from '#analysis/choice.ts'
import { countListed } from '#analysis/fold.ts'
import { MOST_SERVERS_FIRST } from '#analysis/order.ts'
import { ALL_ENTERPRISE_PROJECTS } from '#contract/scope.ts'
import { NO_FIGURE } from '#i18n/format.ts'
import { useI18n } from '#i18n/i18n.ts'
import { statusLabel } from '#terms/status-label.ts'
import { Card, Skeleton } from '#ui/Card.tsx'
import { Help } from '#ui/Popover.tsx'
import { StatusMark } from '#ui/StatusMark.tsx'
import { isFiltered, NO_FILTER } from '#view/parameters.ts'
import type { CourseFigure } from '#view/parameters.ts'

import { chunk } from './core/chunk.ts'
import { QuietPart } from './core/Part.tsx'
import { DeferredPorts, usePorts } from './core/ports-context.tsx'
import { useScope } from './core/scope-context.tsx'
import { useFilterBy } from './core/use-filter-by.ts'
import { useIdle } from './core/use-idle.ts'
import { tierValue } from './core/value-attribute.ts'
import { useView, useViewActions } from './core/view-context.tsx'
import { CELL, FigureSkeleton, PartFigure, SummaryFigure } from './SummaryFigure.tsx'
import type { FigureProps } from './SummaryFigure.tsx'

/** What compares with an earlier moment, and so takes a question: it comes after everything else. */
const comparison = chunk(() => import('./summary-parts.ts'))

/** Where the summary stands, and beneath it what is open besides. */
export function SummaryRow({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-2.5">{children}</div>
}

/**
 * The questions that an analyst has first: dangerous ports, changes, servers that they concern, how many ports are
 * open. Each figure is a filter, with its difference from an earlier moment; `isFixed` where the user cannot change the view.
 */
export function Summary({ isFixed = false, hasChanges = true }: { isFixed?: boolean; hasChanges?: boolean }) {
  const { t, f } = useI18n()
  const { category, snapshot } = useView().view
  const viewActions = useViewActions()
  const filterBy = useFilterBy()
  const { isPartial } = useScope() // every figure is a lower bound then
  const { isRead, isLoading, breakdown, listed, filter } = usePorts()
  const isFolded = listed.folds !== undefined
  const names = isFolded ? t.summary : t.summary.ofRows
  const { shown, dangerous, unknown } = summarize(breakdown.cells)
  const affected = useAffected(dangerous.rows)
  const control = useMemo(() => countTier(listed, breakdown.matches, 'control'), [listed, breakdown])
  const canAct = isRead && !isFixed // without data there is nothing to choose
  const count = (n: number) => (isRead ? f.count(n) : NO_FIGURE)
  const shows = (status: string) => filter.statuses.length === 1 && filter.statuses[0] === status
  const showsControl = standingOf(filter, CONTROL) === 'included'
  /** A figure of one status: a click shows it alone, a second one all. */
  const ofStatus = (status: string) => ({
    action: shows(status) ? t.summary.showAll : t.filters.showOnly(statusLabel(t.terms, status)),
    pressed: shows(status),
    onClick: canAct ? () => viewActions.choose({ status: shows(status) ? null : [status] }) : null,
  })
  const isIdle = useIdle(!isLoading)
  // The past is of the whole scope, row by row, and leads to now.
  const hasCourse = isIdle && isRead && snapshot === null && !isFiltered(filter)
  const historyOf = (figure: CourseFigure, name: string) => ({
    course: hasCourse && (
      <QuietPart of={comparison}>
        {({ FigureCourse }) => <FigureCourse {...{ figure, name, isFixed }} />}
      </QuietPart>
    ),
    difference: isIdle && isRead && (figure !== 'affected' || affected.isExact) && (
      <DeferredPorts>
        <QuietPart of={comparison}>
          {({ FigureDifference }) => <FigureDifference figure={figure} />}
        </QuietPart>
      </DeferredPorts>
    ),
  })
  const ofDanger = (rows: number) => (rows > 0 ? 'text-danger-text' : '')
  const dangerousFigure: FigureProps = {
    name: names.dangerous,
    mark: <StatusMark status="danger" coloured />,
    ...historyOf('dangerous', t.summary.ofRows.dangerous),
    value: count(dangerous.rows),
    isLeast: isPartial,
    tone: ofDanger(dangerous.rows),
    detail: (
      <>
        <PartFigure
          name={t.summary.control}
          value={count(control)}
          action={showsControl ? t.summary.showAll : t.filters.showOnly(t.terms.tiers.control)}
          pressed={showsControl}
          onClick={canAct ? () => filterBy((showsControl ? drop : only)(filter, CONTROL)) : null}
        >
          {t.summary.controlDetail(control)}
        </PartFigure>
        {/* HSS is asked for the dangerous ports first: their share of what is there is no share of what there will be. */}
        {!isPartial && ` · ${t.summary.shareOf(f.share(dangerous.rows, shown.rows), isFolded)}`}
      </>
    ),
    smallPrint: t.summary.instances(dangerous.instances),
    ...ofStatus('danger'),
  }
  const affectedFigure: FigureProps = {
    name: t.summary.affected(category),
    help: (
      <Help name={t.summary.explain(t.summary.affected(category))}>
        <p>{t.summary.affectedHelp(category)}</p>
      </Help>
    ),
    ...historyOf('affected', t.summary.affected(category)),
    value: count(affected.servers),
    isLeast: isPartial || !affected.isExact,
    tone: ofDanger(affected.servers),
    detail: (
      <>
        {affected.detail}
        {isIdle && isRead && affected.detail !== '' && affected.isExact && (
          <QuietPart of={comparison}>{({ BeyondLoopback }) => <BeyondLoopback {...{ isFixed }} />}</QuietPart>
        )}
      </>
    ),
    smallPrint: '',
    ...ofStatus('danger'),
    ...(canAct && {
      onClick: () =>
        viewActions.choose(
          shows('danger') ? { status: null, sort: null } : { status: ['danger'], sort: MOST_SERVERS_FIRST },
        ),
    }),
  }
  const openFigure: FigureProps = {
    name: names.open,
    ...historyOf('open', t.summary.ofRows.open),
    help: (
      <Help name={t.summary.explain(names.open)}>
        <p>{names.openHelp}</p>
        <p>{t.summary.instancesHelp(category)}</p>
      </Help>
    ),
    value: count(shown.rows),
    isLeast: isPartial,
    detail: (
      <>
        <PartFigure name={names.unknown} value={count(unknown.rows)} {...ofStatus('unknown')}>
          {t.summary.unknownDetail}
        </PartFigure>
        {` · ${t.summary.openDetail(countListed(listed), isPartial)}`}
      </>
    ),
    smallPrint: t.summary.instances(shown.instances),
    action: t.summary.showAll,
    onClick: canAct ? () => viewActions.change(NO_FILTER) : null,
    isLine: true,
  }
  const figure = (own: FigureProps) =>
    isLoading ? (
      <FigureSkeleton key={own.name} isLine={own.isLine ?? false} />
    ) : (
      <SummaryFigure
        key={own.name}
        {...own}
        {...(!isRead && { detail: t.dataAge.noData, smallPrint: '', isLeast: false })}
      />
    )
  return (
    <Card
      label={t.summary.label}
      className={`grid min-w-0 basis-full grid-cols-2 ${hasChanges ? WITH_CHANGES : 'md:grid-cols-3 md:*:not-first:border-l max-md:*:nth-[2]:border-l max-md:*:nth-[n+3]:border-t'}`}
    >
      {figure(dangerousFigure)}
      {hasChanges && (
        <div className={`${CELL} max-md:order-last max-md:col-span-2`}>
          {!isRead && !isLoading ? (
            <h2 className="flex h-6 items-center text-muted">{t.changes.title}</h2>
          ) : isIdle ? (
            <DeferredPorts>
              <QuietPart of={comparison} placeholder={<ChangesSkeleton />}>
                {({ ChangesFigure }) => <ChangesFigure />}
              </QuietPart>
            </DeferredPorts>
          ) : (
            <ChangesSkeleton />
          )}
        </div>
      )}
      {figure(affectedFigure)}
      {figure(openFigure)}
    </Card>
  )
}

const CONTROL = tierValue('control')

const WITH_CHANGES =
  'md:max-xl:*:nth-[n+3]:border-t xl:grid-cols-[minmax(0,1fr)_minmax(0,1.85fr)_minmax(0,1.15fr)_minmax(0,1fr)] xl:*:not-first:border-l md:max-xl:*:even:border-l max-md:*:nth-[3]:border-l max-md:*:nth-[2]:border-t max-md:*:nth-[4]:border-t'

/** Of the size of what will come. */
function ChangesSkeleton() {
  return (
    <div className="grid h-21 content-center gap-2">
      <Skeleton className="h-4 w-28" />
      <Skeleton className="h-3 w-3/4" />
    </div>
  )
}

/**
 * How many servers have one of the shown dangerous ports. The source knows it of all of them; of some, as of a source that
 * names no servers, it is at least what the most common one has.
 */
function useAffected(dangerous: number): { servers: number; isExact: boolean; detail: string } {
  const { t } = useI18n()
  const { category, snapshot } = useView().view
  const { mark, scope } = useScope()
  const { set, filter, breakdown } = usePorts()
  const least = useMemo(() => mostServersOf(set, breakdown.matches, 'danger'), [set, breakdown])
  const { query, types, statuses } = filter
  const hasAll =
    query.length === 0 && types.length === 0 && (statuses.length === 0 || statuses.includes('danger'))
  if (dangerous === 0) return { servers: 0, isExact: true, detail: '' }
  if (mark?.affected === undefined)
    return {
      servers: least,
      isExact: false,
      detail: scope?.project.kind === 'hss' ? t.summary.affectedUnnamed : t.summary.affectedUncounted,
    }
  if (!hasAll) return { servers: least, isExact: false, detail: t.summary.affectedFiltered }
  const known = snapshot === null ? knownServers(scope) : null
  return {
    servers: mark.affected,
    isExact: true,
    detail: known === null ? '' : t.summary.affectedOf(known, category),
  }
}

/** How many servers are known of in a scope; null where that is not told of all of its parts. */
function knownServers(scope: ReturnType<typeof useScope>['scope']): number | null {
  if (scope === null) return null
  const { category, enterpriseProject } = scope.scopeQuery
  let known: number | null = 0
  for (const { id, scopes } of scope.project.enterpriseProjects) {
    if (enterpriseProject !== ALL_ENTERPRISE_PROJECTS && id !== enterpriseProject) continue
    for (const { category: own, servers } of scopes)
      if (own === category) known = known === null || servers === null ? null : known + servers
  }
  return known
}
