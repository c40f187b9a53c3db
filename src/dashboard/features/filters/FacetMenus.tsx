import type { Filter } from '#analysis/breakdown.ts'
import { facetChoices } from '#analysis/choice.ts'
import type { Dimension } from '#analysis/dimensions.ts'
import type { Choices } from '#analysis/facets.ts'
import { facetLabel } from '#dashboard/core/facet-labels.ts'
import { late } from '#dashboard/core/late.tsx'
import { LatePart } from '#dashboard/core/LatePart.tsx'
import type { Ports } from '#dashboard/core/use-ports.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Skeleton } from '#ui/Card.tsx'
import { ChoiceMenu } from '#ui/ChoiceMenu.tsx'

export const Facets = late(async () => (await import('./Facets.tsx')).Facets)

/** Choices of type, risk, class and range of ports, each with the ports that the other choices leave of it. */
export function FacetMenus({ ports, onFilter }: { ports: Ports; onFilter: (filter: Filter) => void }) {
  const { t } = useI18n()
  const { choices } = facetChoices(ports.filter)
  const menu = (label: string, dimensions: readonly Dimension[], className?: string) => (
    <FacetMenu {...{ label, dimensions, choices, ports, onFilter, className }} />
  )
  return (
    <>
      {menu(t.filters.type, ['type'])}
      {menu(t.filters.risk, ['status'])}
      {menu(t.filters.class, ['class'], 'max-[87.5rem]:hidden')}
      {menu(t.filters.range, ['range'], 'max-[87.5rem]:hidden')}
      {menu(t.filters.classAndRange, ['class', 'range'], 'min-[87.5rem]:hidden')}
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
  const { t } = useI18n()
  const chosen = dimensions.flatMap((dimension) => [
    ...choices[dimension].included.map((word) => facetLabel(t, dimension, word)),
    ...choices[dimension].excluded.map((word) => t.filters.not(facetLabel(t, dimension, word))),
  ])
  return (
    <ChoiceMenu
      label={label}
      summary={chosen.length === 0 ? t.filters.all : t.filters.chosen(chosen)}
      className={className}
    >
      <LatePart name={label} placeholder={<Skeleton className="h-24 w-44" />}>
        <Facets dimensions={dimensions} ports={ports} onFilter={onFilter} />
      </LatePart>
    </ChoiceMenu>
  )
}
