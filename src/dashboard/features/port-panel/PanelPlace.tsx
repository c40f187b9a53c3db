import { useEffect, useLayoutEffect, useRef } from 'react'
import type { ComponentProps } from 'react'

import { findRow, rowAt } from '#analysis/row-set.ts'
import { late } from '#dashboard/core/late.tsx'
import { LatePart } from '#dashboard/core/LatePart.tsx'
import { rowId } from '#dashboard/core/row-id.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Skeleton } from '#ui/Card.tsx'

import { keepInView } from './keep-in-view.ts'
import type { Kept } from './keep-in-view.ts'

export const PortPanel = late(async () => (await import('./PortPanel.tsx')).PortPanel)

/** Where the panel of a port is, from the start: beside the table, or a sheet below. It comes into view with its row. */
export function PanelPlace(props: ComponentProps<typeof PortPanel>) {
  const { t } = useI18n()
  const {
    open,
    ports: { set },
    elsewhere,
    onShow,
  } = props
  const at = findRow(set, open.port, open.type)
  const label = t.portPanel.label(open.port, at === -1 ? open.type : rowAt(set, at).type)
  const id = rowId(open)
  const isInTable = elsewhere === null
  const place = useRef<HTMLElement>(null)
  /** The row that was brought into view: what a filter or another order does to it later moves nothing. */
  const kept = useRef<({ id: string } & Kept) | null>(null)

  useLayoutEffect(() => {
    if (kept.current?.id === id) {
      if (isInTable) kept.current.again()
      return
    }
    kept.current?.end()
    if (place.current !== null) kept.current = { id, ...keepInView(place.current, id) }
  }, [id, isInTable])
  useEffect(() => () => kept.current?.end(), [])

  return (
    <aside
      ref={place}
      aria-label={label}
      className="isolate border-line bg-surface shadow-card embedded:max-xl:static! embedded:max-xl:max-h-none! embedded:max-xl:rounded-card! embedded:max-xl:border! embedded:max-xl:shadow-card! max-xl:fixed max-xl:inset-x-0 max-xl:bottom-0 max-xl:z-30 max-xl:max-h-[75dvh] max-xl:overflow-y-auto max-xl:rounded-t-card max-xl:border-t max-xl:shadow-float xl:sticky xl:top-[calc(var(--header-height)+var(--bar-height))] xl:max-h-[calc(100dvh-var(--header-height)-var(--bar-height)-14px)] xl:w-105 xl:shrink-0 xl:scroll-mt-[calc(var(--header-height)+var(--bar-height))] xl:overflow-y-auto xl:rounded-card xl:border"
    >
      <LatePart name={label} placeholder={<Skeleton className="mx-4.5 my-4 h-6 w-40" />}>
        <PortPanel
          {...props}
          onShow={(elsewhere) => {
            kept.current = null // to be brought into view once more
            onShow(elsewhere)
          }}
        />
      </LatePart>
    </aside>
  )
}
