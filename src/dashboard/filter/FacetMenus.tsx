import { Ellipsis } from 'lucide-react'
import { useMemo } from 'react'

import { pickRows } from '#analysis/breakdown.ts'
import type { Filter } from '#analysis/breakdown.ts'
import { drop, facetChoices, facetValue, include, standingOf } from '#analysis/choice.ts'
import { countFacets } from '#analysis/facets.ts'
import type { Choices as FacetChoices, Dimension } from '#analysis/facets.ts'
import { compileQuery } from '#analysis/query/match.ts'
import type { Ports } from '#dashboard/use-ports.ts'
import { useValueActions } from '#dashboard/values/value-actions.ts'
import { facetLabel } from '#dashboard/values/value-words.ts'
import { useWords } from '#dashboard/words.ts'
import { ChoiceMenu, Choices } from '#ui/ChoiceMenu.tsx'
import { MenuButton } from '#ui/Menu.tsx'
import { StatusMark } from '#ui/StatusMark.tsx'

/** Choices of type, risk, class and range of ports, each with the ports that the other choices leave of it. */
export function FacetMenus({ ports, onFilter }: { ports: Ports; onFilter: (filter: Filter) => void }) {
  const { m } = useWords()
  const { choices } = facetChoices(ports.filter)
  const menu = (label: string, dimensions: readonly Dimension[], className?: string) => (
    <FacetMenu {...{ label, dimensions, choices, ports, onFilter, className }} />
  )
  return (
    <>
      {menu(m.filter.type, ['type'])}
      {menu(m.filter.risk, ['status'])}
      {menu(m.values.class, ['class'], 'max-[87.5rem]:hidden')}
      {menu(m.values.range, ['range'], 'max-[87.5rem]:hidden')}
      {menu(m.values.classAndRange, ['class', 'range'], 'min-[87.5rem]:hidden')}
    </>
  )
}

function FacetMenu({
  label,
  dimensions,
  choices,
  ports,
  onFilter,
  className = '',
}: {
  label: string
  dimensions: readonly Dimension[]
  choices: FacetChoices
  ports: Ports
  onFilter: (filter: Filter) => void
  className?: string | undefined
}) {
  const { m } = useWords()
  const chosen = dimensions.flatMap((dimension) => [
    ...choices[dimension].included.map((word) => facetLabel(m, dimension, word)),
    ...choices[dimension].excluded.map((word) => m.values.not(facetLabel(m, dimension, word))),
  ])
  return (
    <ChoiceMenu
      label={label}
      summary={chosen.length === 0 ? m.filter.all : m.filter.chosen(chosen)}
      className={className}
    >
      <Facets dimensions={dimensions} ports={ports} onFilter={onFilter} />
    </ChoiceMenu>
  )
}

/** The values of some dimensions, most ports first. Counted while they are in sight, and not before. */
function Facets({
  dimensions,
  ports: { set, filter, knowledge },
  onFilter,
}: {
  dimensions: readonly Dimension[]
  ports: Ports
  onFilter: (filter: Filter) => void
}) {
  const { m, f } = useWords()
  const actionsOf = useValueActions(filter, onFilter)
  const facets = useMemo(() => {
    const { choices, rest } = facetChoices(filter)
    return countFacets(set, pickRows(set, compileQuery(rest, set, knowledge)), choices)
  }, [set, filter, knowledge])
  const names = { type: m.filter.type, status: m.filter.risk, class: m.values.class, range: m.values.range }

  return (
    <div className="grid gap-2">
      {dimensions.map((dimension) => (
        <Choices
          key={dimension}
          label={names[dimension]}
          hideLabel={dimensions.length === 1}
          choices={facets[dimension].map(({ value, rows, choice }) => ({
            value,
            label: facetLabel(m, dimension, value),
            mark: dimension === 'status' && <StatusMark status={value} coloured />,
            count: f.count(rows),
            name: m.filter.facet(facetLabel(m, dimension, value), f.count(rows)),
            standing: choice,
          }))}
          onToggle={(word) => {
            const value = facetValue(dimension, word)
            onFilter((standingOf(filter, value) === 'none' ? include : drop)(filter, value))
          }}
          more={(word) => (
            <MenuButton
              name={m.values.open(facetLabel(m, dimension, word))}
              button={<Ellipsis aria-hidden className="size-4" />}
              buttonClass="touchable inline-flex size-7 items-center justify-center rounded-badge text-muted opacity-0 group-hover:opacity-100 hover:bg-sunken hover:text-text focus-visible:opacity-100 pointer-coarse:size-11 pointer-coarse:opacity-100"
              groups={[actionsOf(facetValue(dimension, word))]}
            />
          )}
        />
      ))}
      {dimensions.every((dimension) => facets[dimension].length === 0) && (
        <p className="px-2 text-muted">{m.table.none}</p>
      )}
    </div>
  )
}
