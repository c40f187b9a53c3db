import { printTerm } from '#analysis/query/query.ts'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import type { Messages } from '#i18n/en.ts'
import { useI18n } from '#i18n/i18n.ts'
import { statusLabel } from '#terms/status-label.ts'
import { Button } from '#ui/Button.tsx'
import { MenuItems } from '#ui/Menu.tsx'
import { Pill } from '#ui/Pill.tsx'
import { searchText } from '#view/parameters.ts'
import type { Chosen } from '#view/view.ts'

import { focusFilterBar } from './focus-filter-bar.ts'
import { pillsOf } from './pills.ts'
import type { FilterPill } from './pills.ts'

/** What is filtered by: each goes with a click, or is turned round or switched off by its menu. */
export function FilterPills() {
  const { t } = useI18n()
  const actions = useViewActions()
  const pills = usePills()
  if (pills.length === 0) return null
  return (
    <div className="flex min-w-0 items-center gap-2 max-lg:flex-wrap">
      <div className="flex min-w-0 items-center gap-2 max-lg:contents lg:-my-1 lg:-mr-2 lg:overflow-x-auto lg:py-1 lg:pr-4 lg:pl-1 lg:fade-end">
        {pills.map((pill) => (
          <TermPill
            key={`${pill.from} ${printTerm(pill.term)}`}
            pill={pill}
            onChange={(chosen) => {
              focusFilterBar()
              actions.filterBy(chosen)
            }}
          />
        ))}
      </div>
      <Button
        look="plain"
        onClick={() => {
          focusFilterBar()
          actions.clear()
        }}
      >
        {t.filters.clearAll}
      </Button>
    </div>
  )
}

/** The same where nothing can be done about it: a figure is never told without it. */
export function FixedFilter() {
  const { t } = useI18n()
  const inForce = usePills().filter(({ from }) => from !== 'off')
  if (inForce.length === 0) return null
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

function usePills(): FilterPill[] {
  const { view, filter } = useView()
  return pillsOf({ filter, off: view.off })
}

function TermPill({ pill, onChange }: { pill: FilterPill; onChange: (chosen: Chosen) => void }) {
  const { t } = useI18n()
  const off = pill.from === 'off'
  const label = pillLabel(t, pill)
  const name = t.filters.pillName(label, off)
  return (
    <Pill
      label={label}
      name={name}
      removeLabel={t.filters.remove(label)}
      off={off}
      // While the field has its text; it keeps its room, so that a click from the field on another control finds it.
      {...(pill.from === 'query' && { className: 'in-[search:has([role=combobox]:focus)]:invisible' })}
      onRemove={() => onChange(pill.removed)}
    >
      <MenuItems
        label={name}
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
      />
    </Pill>
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
    : t.filters.pill.risk(words.map((word) => statusLabel(t.terms, word)).join(', '))
}
