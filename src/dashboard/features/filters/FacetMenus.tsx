import type { Filter } from '#analysis/breakdown.ts'
import { facetChoices } from '#analysis/choice.ts'
import type { Dimension } from '#analysis/dimensions.ts'
import type { Choices } from '#analysis/facets.ts'
import { facetLabel } from '#dashboard/core/facet-labels.ts'
import { late } from '#dashboard/core/late.tsx'
import { LatePart } from '#dashboard/core/LatePart.tsx'
import type { Ports } from '#dashboard/core/use-ports.ts'
import { useWords } from '#i18n/messages.ts'
import { Skeleton } from '#ui/Card.tsx'
import { ChoiceMenu } from '#ui/ChoiceMenu.tsx'

export const Facets = late(async () => (await import('./Facets.tsx')).Facets)

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
  choices: Choices
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
      <LatePart name={label} placeholder={<Skeleton className="h-24 w-44" />}>
        <Facets dimensions={dimensions} ports={ports} onFilter={onFilter} />
      </LatePart>
    </ChoiceMenu>
  )
}
