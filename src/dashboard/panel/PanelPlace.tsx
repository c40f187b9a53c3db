import type { ComponentProps } from 'react'

import { findRow, rowAt } from '#analysis/row-set.ts'
import { PortPanel } from '#dashboard/late-parts.ts'
import { LatePart } from '#dashboard/LatePart.tsx'
import { useWords } from '#dashboard/words.ts'
import { Skeleton } from '#ui/Card.tsx'

/** Where the panel of a port is, from the start: beside the table, or a sheet below. */
export function PanelPlace(props: ComponentProps<typeof PortPanel>) {
  const { m } = useWords()
  const {
    open: { port, type },
    ports: { set },
  } = props
  const at = findRow(set, port, type)
  const label = m.panel.label(port, at === -1 ? type : rowAt(set, at).type)
  return (
    <aside
      aria-label={label}
      className="isolate border-line bg-surface shadow-card embedded:max-xl:static! embedded:max-xl:max-h-none! embedded:max-xl:rounded-card! embedded:max-xl:border! embedded:max-xl:shadow-card! max-xl:fixed max-xl:inset-x-0 max-xl:bottom-0 max-xl:z-30 max-xl:max-h-[75dvh] max-xl:overflow-y-auto max-xl:rounded-t-card max-xl:border-t max-xl:shadow-float xl:sticky xl:top-[calc(var(--header-height)+var(--bar-height))] xl:max-h-[calc(100dvh-var(--header-height)-var(--bar-height)-14px)] xl:w-105 xl:shrink-0 xl:overflow-y-auto xl:rounded-card xl:border"
    >
      <LatePart name={label} placeholder={<Skeleton className="mx-4.5 my-4 h-6 w-40" />}>
        <PortPanel {...props} />
      </LatePart>
    </aside>
  )
}
