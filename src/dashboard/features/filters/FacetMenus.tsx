import type { ReactNode } from 'react'

import type { Dimension } from '#analysis/dimensions.ts'
import { useI18n } from '#i18n/i18n.ts'
import { DropDown } from '#ui/DropDown.tsx'

type Props = {
  /** What a menu holds. */
  children: (dimensions: readonly Dimension[], label: string) => ReactNode
}

/** Choices of type, risk with tier, class and range of ports. What is chosen, the pills say. */
export function FacetMenus({ children }: Props) {
  const { t } = useI18n()
  const menu = (label: string, dimensions: readonly Dimension[], className = '') => (
    <DropDown button={label} className={className}>
      {children(dimensions, label)}
    </DropDown>
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
