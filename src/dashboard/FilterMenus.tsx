import { Skeleton } from '#ui/Card.tsx'

import { Part } from './core/Part.tsx'
import { FacetMenus } from './features/filters/FacetMenus.tsx'
import { overlays } from './overlays.ts'

/** Menus of type, risk, class and range of ports, each value with the ports that the other choices leave of it. */
export function FilterMenus() {
  return (
    <FacetMenus>
      {(dimensions, label) => (
        <Part of={overlays} name={label} placeholder={<Skeleton className="h-24 w-44" />}>
          {({ Facets }) => <Facets dimensions={dimensions} />}
        </Part>
      )}
    </FacetMenus>
  )
}
