import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'

import type { Filter } from '#analysis/breakdown.ts'
import { pickedOf } from '#analysis/picked.ts'
import { scoreRows } from '#analysis/score.ts'
import type { NameOf } from '#analysis/word-column.ts'
import type { ApiError } from '#data/api-error.ts'
import type { ScopeRows } from '#data/rows.ts'
import { useServer } from '#data/server.ts'
import { useI18n } from '#i18n/i18n.ts'
import { enterpriseProjectName, scopeNames } from '#i18n/names.ts'
import { Card } from '#ui/Card.tsx'
import { Notice } from '#ui/Notice.tsx'
import type { Part, Parts } from '#view/embed-parts.ts'
import { useKiosk } from '#view/kiosk-mode.ts'
import { nextSort, NO_FILTER, shownColumns } from '#view/parameters.ts'
import type { View, ViewActions } from '#view/use-view.ts'

import { errorText, polledErrorText } from './core/error-message.ts'
import { LatePart } from './core/LatePart.tsx'
import { elsewhereOf, stepFrom } from './core/row-place.ts'
import type { ScopeChoice } from './core/scope.ts'
import { useShortcuts } from './core/shortcuts.ts'
import { PORTS_ID } from './core/SkipLink.tsx'
import { usePage, usePorts } from './core/use-ports.ts'
import { usePicked } from './core/use-row-selection.ts'
import { Export } from './features/export/Export.tsx'
import { FilterBar } from './features/filters/FilterBar.tsx'
import { FilterFaults } from './features/filters/FilterFaults.tsx'
import { PanelPlace, PortPanel } from './features/port-panel/PanelPlace.tsx'
import { useLinkedRow } from './features/port-panel/use-linked-row.ts'
import { SavedViews } from './features/saved-views/SavedViews.tsx'
import { Pager } from './features/table/Pager.tsx'
import { PortTable } from './features/table/PortTable.tsx'
import { Followers } from './Followers.tsx'
import { CommandPalette } from './late-parts.ts'
import { NoRows } from './NoRows.tsx'
import { Summary } from './Summary.tsx'

/** The ports of a scope: what is chosen of them, in figures, in charts, and row by row. */
export function PortsView({
  rows,
  failure,
  scope,
  view,
  filter,
  actions,
  nameOf,
  notice,
  onHelp,
  isUnread,
  isPartial,
  parts = null,
}: {
  rows: UseQueryResult<ScopeRows>
  /** Why there are no rows, or no newer ones. */
  failure: ApiError | null
  scope: Extract<ScopeChoice, { kind: 'chosen' }>
  view: View
  filter: Filter
  actions: ViewActions
  nameOf: NameOf
  /** What holds of everything that is shown. */
  notice: ReactNode
  onHelp: () => void
  /** Whether nothing of the scope was ever read. */
  isUnread: boolean
  /** Whether the source has more rows than these. */
  isPartial: boolean
  /** What an embedded page has beside the figures; null for the whole page. */
  parts?: Parts | null
}) {
  const { t, f } = useI18n()
  const has = (part: Part) => parts === null || parts.has(part)
  const ports = usePorts(isUnread ? null : (rows.data?.rows ?? null), filter, view, nameOf)
  const { set } = ports
  const page = usePage(ports, view)
  const hasShares = shownColumns(view).includes('share')
  const score = hasShares ? scoreRows(set, ports.breakdown.matches, view.weights).total : 0
  const apiOrigin = useServer().apiOrigin
  const picking = usePicked(set, scope.selection)
  const isHss = scope.project.kind === 'hss'
  const loading = rows.data === undefined && failure === null && !isUnread
  const failed = rows.data === undefined && failure !== null
  const stale = rows.data !== undefined && failure !== null
  const nameOfEnterpriseProject = (id: string) =>
    enterpriseProjectName(
      t,
      scope.project.enterpriseProjects.find((known) => known.id === id) ?? { id, name: id },
    )

  /** Opens the port so many rows further on in the table's order, if there is one. */
  const step = (by: number) => {
    const next = stepFrom(ports, view, by)
    if (next !== null) actions.replace(next)
  }
  useLinkedRow(ports, view, actions)
  const hasPanel = has('panel') && view.row !== null
  useEffect(() => {
    if (hasPanel) PortPanel.fetch() // beside the rows, where a link opens it
  }, [hasPanel])
  const [palette, setPalette] = useState(false)
  const { enter: onWall } = useKiosk()
  useShortcuts({
    nextInPanel: () => step(1),
    previousInPanel: () => step(-1),
    ...(parts === null && { palette: () => setPalette(true) }),
  })

  return (
    <>
      <FilterBar ports={ports} view={view} picking={picking} actions={actions} parts={parts}>
        {parts === null && <SavedViews view={view} selection={scope.selection} actions={actions} />}
        {has('export') && (
          <Export
            ports={ports}
            picked={picking.picked}
            selection={scope.selection}
            mark={rows.data?.mark ?? null}
            weights={hasShares ? view.weights : null}
            onFreeze={
              view.snapshot !== null || parts !== null
                ? undefined
                : (snapshot) => actions.change({ snapshot })
            }
          />
        )}
      </FilterBar>
      <FilterFaults
        ports={ports}
        actions={parts === null || has('search') || has('filters') ? actions : null}
      />
      {palette && (
        <LatePart name={t.palette.title}>
          <CommandPalette
            context={{
              ports,
              view,
              actions,
              takeAway: {
                ports,
                picked: picking.picked.count > 0 ? pickedOf(picking.picked, ports.order) : null,
                selection: scope.selection,
                names: scopeNames(t, scope.project, scope.selection),
                mark: rows.data?.mark ?? null,
                apiOrigin,
                weights: hasShares ? view.weights : null,
              },
              onHelp,
              onWall,
            }}
            onClose={() => setPalette(false)}
          />
        </LatePart>
      )}
      <main
        aria-label={t.common.product}
        className={`grid gap-3.5 px-3.5 pb-8 embedded:p-0.5 md:px-6 ${hasPanel ? 'max-xl:pb-[75dvh] embedded:pb-0.5!' : ''}`} // the sheet of a panel covers no row for good
      >
        {notice}
        {failure !== null && (
          <Notice
            tone="error"
            title={stale ? t.errors.refresh : t.errors.rows}
            detail={errorText(t, failure).detail}
            action={{ label: t.common.tryAgain, onClick: () => void rows.refetch() }}
          >
            {polledErrorText(t, failure).what}{' '}
            {rows.data?.mark && t.errors.stillShown(f.instant(rows.data.mark.readTo))}
          </Notice>
        )}
        {!failed && (
          // Not refreshed, but right about its own time: greyed, part by part, as a sheet in what is greyed is not the window's.
          <div className={`grid gap-3.5 ${stale ? '*:not-last:saturate-30' : ''}`} aria-busy={loading}>
            <Summary
              ports={ports}
              category={view.category}
              actions={parts === null || parts.has('filters') ? actions : null}
              loading={loading}
              isPartial={isPartial}
            />
            {has('charts') && (
              <Followers
                ports={ports}
                view={view}
                selection={scope.selection}
                actions={actions}
                loading={loading}
                mark={rows.data?.mark ?? null}
                hasScore={parts === null}
              />
            )}
            {/* As high as the panel may become, so that the page can be scrolled to it before it is filled. */}
            <div
              className={`flex items-start gap-3.5 embedded:max-xl:flex-col-reverse embedded:max-xl:items-stretch ${hasPanel ? 'xl:min-h-[calc(100dvh-var(--header-height)-var(--bar-height)-14px)] embedded:min-h-0!' : ''}`}
            >
              {has('table') && (
                <Card
                  id={PORTS_ID}
                  tabIndex={-1}
                  label={t.table.label}
                  className={`min-w-0 grow scroll-mt-[calc(var(--header-height)+var(--bar-height)+4px)] ${stale ? 'saturate-30' : ''}`}
                >
                  <PortTable
                    rows={page.rows}
                    matches={ports.breakdown.matches}
                    widest={ports.breakdown.mostServers}
                    view={view}
                    score={score}
                    picking={picking}
                    onSort={(column, additional) =>
                      actions.choose({ sort: nextSort(view.sort, column, additional) })
                    }
                    onOpen={({ port, type }) => actions.change({ row: { port, type } })}
                    loading={loading}
                  />
                  {!loading && ports.breakdown.matches.length === 0 && (
                    <NoRows
                      rows={rows.data}
                      filter={filter}
                      onClear={actions.clear}
                      reading={isHss && (isPartial || isUnread) ? scope.selection : null}
                    />
                  )}
                  <Pager
                    ports={ports}
                    page={page}
                    loading={loading}
                    view={view}
                    onView={actions.change}
                    onPage={(page) => actions.change({ page })}
                    onSize={(size, firstRow) =>
                      actions.change({ size, page: Math.floor(firstRow / size) + 1 })
                    }
                  />
                </Card>
              )}
              {has('panel') && view.row && !loading && (
                <PanelPlace
                  open={view.row}
                  ports={ports}
                  kind={scope.project.kind}
                  selection={scope.selection}
                  isFrozen={view.snapshot !== null}
                  enterpriseProjectName={nameOfEnterpriseProject}
                  readTo={isHss && view.snapshot === null ? (rows.data?.mark?.readTo ?? null) : null}
                  elsewhere={parts === null ? elsewhereOf(ports, page, view.row) : null}
                  onShow={({ why, page }) => actions.change({ ...(why === 'filter' && NO_FILTER), page })}
                  onClose={() => actions.change({ row: null })}
                />
              )}
            </div>
          </div>
        )}
      </main>
    </>
  )
}
