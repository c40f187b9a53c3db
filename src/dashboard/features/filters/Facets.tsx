import { Ellipsis } from 'lucide-react'
import { useMemo } from 'react'

import { pickRows } from '#analysis/breakdown.ts'
import { drop, facetChoices, facetValue, include, standingOf } from '#analysis/choice.ts'
import type { Dimension } from '#analysis/dimensions.ts'
import { countFacets } from '#analysis/facets.ts'
import { compileQuery } from '#analysis/query/match.ts'
import { facetLabel } from '#dashboard/core/facet-labels.ts'
import { usePorts } from '#dashboard/core/ports-context.tsx'
import { useFilterBy } from '#dashboard/core/use-filter-by.ts'
import { useValueActions } from '#dashboard/core/value-actions.ts'
import { NO_FIGURE } from '#i18n/format.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Choices } from '#ui/Choices.tsx'
import { MenuButton, MenuItems } from '#ui/Menu.tsx'
import { StatusMark } from '#ui/StatusMark.tsx'

/** The values of some dimensions, most ports first. Counted while they are in sight, and not before. */
export function Facets({ dimensions }: { dimensions: readonly Dimension[] }) {
  const { t, f } = useI18n()
  const { isRead, set, listed, filter, knowledge } = usePorts()
  const isFolded = listed.folds !== undefined
  const filterBy = useFilterBy()
  const actionsOf = useValueActions(filterBy)
  const facets = useMemo(() => {
    const { choices, rest } = facetChoices(filter)
    return countFacets(listed, pickRows(set, compileQuery(rest, set, knowledge)), choices)
  }, [set, listed, filter, knowledge])
  const names = {
    type: t.filters.type,
    status: t.filters.risk,
    tier: t.filters.tier,
    class: t.filters.class,
    range: t.filters.range,
  }

  return (
    <div className="grid gap-2">
      {dimensions.map((dimension) => (
        <Choices
          key={dimension}
          label={names[dimension]}
          hideLabel={dimensions.length === 1}
          choices={facets[dimension].map(({ value, rows, choice }) => ({
            value,
            label: facetLabel(t, dimension, value),
            mark: dimension === 'status' && <StatusMark status={value} coloured />,
            count: f.count(rows),
            name: t.filters.option(facetLabel(t, dimension, value), rows, isFolded),
            standing: choice,
          }))}
          onToggle={(word) => {
            const value = facetValue(dimension, word)
            filterBy((standingOf(filter, value) === 'none' ? include : drop)(filter, value))
          }}
          more={(word) => (
            <MenuButton
              name={t.filters.filterBy(facetLabel(t, dimension, word))}
              button={<Ellipsis aria-hidden className="size-4" />}
              buttonClass="touchable inline-flex size-7 items-center justify-center rounded-badge text-muted opacity-0 group-hover:opacity-100 hover:bg-sunken hover:text-text focus-visible:opacity-100 pointer-coarse:size-11 pointer-coarse:opacity-100"
            >
              <MenuItems
                label={t.filters.filterBy(facetLabel(t, dimension, word))}
                groups={[actionsOf(facetValue(dimension, word))]}
              />
            </MenuButton>
          )}
        />
      ))}
      {dimensions.every((dimension) => facets[dimension].length === 0) && (
        <p className="px-2 text-muted">{isRead ? t.table.none(isFolded) : NO_FIGURE}</p>
      )}
    </div>
  )
}
