import { Suspense, useCallback, useRef } from 'react'
import type { ReactNode } from 'react'

import type { Filter } from '#analysis/breakdown.ts'
import { printTerm } from '#analysis/query/query.ts'
import type { Query } from '#analysis/query/query.ts'
import { noSuchValues } from '#analysis/query/values.ts'
import { late } from '#dashboard/core/late.tsx'
import type { Ports } from '#dashboard/core/use-ports.ts'
import type { Picking } from '#dashboard/core/use-row-selection.ts'
import type { Messages } from '#i18n/en.ts'
import { useI18n } from '#i18n/i18n.ts'
import { statusLabel } from '#i18n/names.ts'
import { Button } from '#ui/Button.tsx'
import { Pill } from '#ui/Pill.tsx'
import type { Part, Parts } from '#view/embed-parts.ts'
import { searchText } from '#view/parameters.ts'
import type { View, ViewActions } from '#view/use-view.ts'
import type { Chosen } from '#view/use-view.ts'

import { FacetMenus } from './FacetMenus.tsx'
import { pillsOf } from './pills.ts'
import type { FilterPill } from './pills.ts'
import { SearchField } from './SearchField.tsx'
import { useCompletion } from './use-completion.ts'

/** Which ports are shown: by number, by type, by risk. What is chosen stands beside it and goes with a click. */
export function FilterBar({
  ports,
  view,
  picking,
  actions,
  parts,
  children,
}: {
  ports: Ports
  view: View
  picking: Picking
  actions: ViewActions
  /** What an embedded page has of it; null for all. What is filtered by is told in any case. */
  parts: Parts | null
  /** What else stands in the bar: the menus of views and files. */
  children: ReactNode
}) {
  const { t } = useI18n()
  const { filter } = ports
  const bar = useRef<HTMLElement>(null)
  /** What was clicked goes away with its filter: the focus stays here instead of falling out of the page. */
  const keepFocus = () => bar.current?.focus({ preventScroll: true })
  const complete = useCompletion(ports)
  const { isRead, set, nameOf } = ports
  const check = useCallback(
    (query: Query) => (isRead ? noSuchValues(query, { set, nameOf }) : []),
    [isRead, set, nameOf],
  )
  const pills = pillsOf({ filter, off: view.off })
  const has = (part: Part) => parts === null || parts.has(part)
  const canFilter = has('search') || has('filters') || has('charts')
  const onFilter = (filter: Filter) => actions.filterBy({ filter, off: view.off })

  if (!canFilter && !has('export')) return pills.length > 0 && <FixedFilter pills={pills} />
  return (
    <search
      ref={bar}
      tabIndex={-1}
      aria-label={t.filters.label}
      className="top-(--header-height) z-10 bg-page embedded:static! lg:sticky"
    >
      <div className="flex min-h-(--bar-height) flex-wrap items-center gap-2 px-3.5 py-3 embedded:px-0.5 md:px-6 lg:flex-nowrap">
        {has('search') && (
          <SearchField query={filter.query} check={check} complete={complete} onType={actions.type} />
        )}
        {has('filters') && <FacetMenus ports={ports} onFilter={onFilter} />}
        {pills.length > 0 && !canFilter && <FixedFilter pills={pills} />}
        {pills.length > 0 && canFilter && (
          <div className="flex min-w-0 items-center gap-2 max-lg:flex-wrap">
            <div className="flex min-w-0 items-center gap-2 max-lg:contents lg:-my-1 lg:-mr-2 lg:overflow-x-auto lg:py-1 lg:pr-4 lg:pl-1 lg:fade-end">
              {pills.map((pill) => (
                <TermPill
                  key={`${pill.from} ${printTerm(pill.term)}`}
                  pill={pill}
                  onChange={(chosen) => {
                    keepFocus()
                    actions.filterBy(chosen)
                  }}
                />
              ))}
            </div>
            <Button
              look="plain"
              onClick={() => {
                keepFocus()
                actions.clear()
              }}
            >
              {t.filters.clearAll}
            </Button>
          </div>
        )}
        {picking.picked.count > 0 && (
          <PickedPill picking={picking} matches={ports.breakdown.matches} onClear={keepFocus} />
        )}
        {children}
      </div>
      <Suspense>
        <ValueMenu
          filter={filter}
          onFilter={(filter) => {
            keepFocus()
            onFilter(filter)
          }}
        />
      </Suspense>
    </search>
  )
}

const ValueMenu = late(async () => (await import('./ValueMenu.tsx')).ValueMenu)

/** How many rows are picked, more of them, and none. */
function PickedPill({
  picking,
  matches,
  onClear,
}: {
  picking: Picking
  matches: Uint32Array
  onClear: () => void
}) {
  const { t } = useI18n()
  const label = t.table.picked(picking.picked.count)
  const clear = () => {
    onClear()
    picking.clear()
  }
  return (
    <Pill
      label={label}
      name={label}
      removeLabel={t.table.clearPicked}
      off={false}
      groups={[
        {
          items: [
            {
              name: t.table.pickAll(matches.length),
              onSelect: () => picking.set(matches, true),
            },
            { name: t.table.clearPicked, onSelect: clear },
          ],
        },
      ]}
      onRemove={clear}
    />
  )
}

function TermPill({ pill, onChange }: { pill: FilterPill; onChange: (chosen: Chosen) => void }) {
  const { t } = useI18n()
  const off = pill.from === 'off'
  const label = pillLabel(t, pill)
  return (
    <Pill
      label={label}
      name={t.filters.pillName(label, off)}
      removeLabel={t.filters.remove(label)}
      off={off}
      groups={[
        {
          items: [
            { name: t.filters.invert, onSelect: () => onChange(pill.inverted) },
            {
              name: off ? t.filters.enable : t.filters.disable,
              onSelect: () => onChange(pill.switched),
            },
            { name: t.filters.removePill, onSelect: () => onChange(pill.removed) },
          ],
        },
      ]}
      onRemove={() => onChange(pill.removed)}
    />
  )
}

/** What is filtered by, where nothing can be done about it: a figure is never told without it. */
function FixedFilter({ pills }: { pills: readonly FilterPill[] }) {
  const { t } = useI18n()
  const inForce = pills.filter(({ from }) => from !== 'off')
  return (
    <ul aria-label={t.filters.label} className="flex flex-wrap gap-2 py-2 embedded:px-0.5">
      {inForce.map((pill) => (
        <li
          key={printTerm(pill.term)}
          className="rounded-control bg-accent-weak px-2.5 py-1 font-[550] text-accent"
        >
          {pillLabel(t, pill)}
        </li>
      ))}
    </ul>
  )
}

/** `Risk: Danger` for what was chosen by a word of its own, else the term as it is written. */
function pillLabel(t: Messages, { term, from }: FilterPill): string {
  const { field } = term.condition
  if (from === 'query' || term.negated || (field !== 'type' && field !== 'status'))
    return t.filters.pill.term(searchText([term]))
  const words = term.condition.values
  return field === 'type'
    ? t.filters.pill.type(words.join(', '))
    : t.filters.pill.risk(words.map((word) => statusLabel(t, word)).join(', '))
}
