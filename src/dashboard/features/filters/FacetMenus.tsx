import type { ReactNode } from 'react'

import { facetChoices } from '#analysis/choice.ts'
import type { Dimension } from '#analysis/dimensions.ts'
import { facetLabel } from '#dashboard/core/facet-labels.ts'
import { useView } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { ChoiceMenu } from '#ui/ChoiceMenu.tsx'

type Props = {
  /** What a menu holds. */
  children: (dimensions: readonly Dimension[], label: string) => ReactNode
}

/** Choices of type, risk with tier, class and range of ports. */
export function FacetMenus({ children }: Props) {
  const { t } = useI18n()
  const menu = (label: string, dimensions: readonly Dimension[], className = '') => (
    <FacetMenu {...{ label, dimensions, className }}>{children}</FacetMenu>
  )
  return (
    <>
      {menu(t.filters.type, ['type'])}
      {menu(t.filters.risk, ['status', 'tier'])}
      {menu(t.filters.class, ['class'], 'max-[87.5rem]:hidden')}
      {menu(t.filters.range, ['range'], 'max-[87.5rem]:hidden')}
      {menu(t.filters.classAndRange, ['class', 'range'], 'min-[87.5rem]:hidden')}
    </>
  )
}

function FacetMenu({
  label,
  dimensions,
  className,
  children,
}: Props & { label: string; dimensions: readonly Dimension[]; className: string }) {
  const { t } = useI18n()
  const { choices } = facetChoices(useView().filter)
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
      {children(dimensions, label)}
    </ChoiceMenu>
  )
}
