import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'

import type { Elsewhere } from '#dashboard/core/row-place.ts'
import { useViewActions } from '#dashboard/core/view-context.tsx'
import { NO_FILTER } from '#view/parameters.ts'

import { keepInView } from './keep-in-view.ts'
import type { Kept } from './keep-in-view.ts'
import { panelWidth } from './panel-width.ts'
import { PanelResizer } from './PanelResizer.tsx'

/** Why the table does not show the row of a panel, and what makes it do so. */
export type RowElsewhere = Elsewhere & { show: () => void }

/**
 * Where the panel of a port or a server is, from the start: beside the table, or a sheet below. It comes into view with its row.
 */
export function PanelPlace({
  label,
  id,
  elsewhere = null,
  isAlone = false,
  children,
}: {
  label: string
  /** Of the button that opens it from its row. */
  id: string
  elsewhere?: Elsewhere | null
  /** Where no table is beside it, it is as wide as there is room. */
  isAlone?: boolean
  children: (elsewhere: RowElsewhere | null) => ReactNode
}) {
  const { change } = useViewActions()
  const width = panelWidth.use()
  const isInTable = elsewhere === null
  const place = useRef<HTMLElement>(null)
  /** How often the reader asked for the row to be shown: then it is brought into view once more. */
  const [asked, setAsked] = useState(0)
  /** The row that was brought into view: what a filter or another order does to it later moves nothing. */
  const kept = useRef<({ id: string; asked: number } & Kept) | null>(null)

  useLayoutEffect(() => {
    if (kept.current?.id === id && kept.current.asked === asked) {
      if (isInTable) kept.current.again()
      return
    }
    kept.current?.end()
    if (place.current !== null) kept.current = { id, asked, ...keepInView(place.current, id) }
  }, [id, isInTable, asked])
  useEffect(() => () => kept.current?.end(), [])

  return (
    <>
      {!isAlone && <PanelResizer />}
      <aside
        ref={place}
        style={{ flexBasis: isAlone ? '100%' : `${width}px` }} // as a sheet it is no item of the row, and as wide as the page
        aria-label={label}
        className={`${isAlone ? 'xl:max-w-none! xl:shrink!' : ''} isolate border-line print:mt-3.5 print:max-h-none! print:w-full! print:overflow-visible! print:rounded-card! print:border! print:shadow-none! bg-surface shadow-card embedded:max-xl:static! embedded:max-xl:basis-auto! embedded:max-xl:max-h-none! embedded:max-xl:rounded-card! embedded:max-xl:border! embedded:max-xl:shadow-card! max-xl:fixed max-xl:inset-x-0 max-xl:bottom-0 max-xl:z-30 max-xl:max-h-[75dvh] max-xl:overflow-y-auto max-xl:rounded-t-card max-xl:border-t max-xl:shadow-float xl:sticky xl:top-[calc(var(--header-height)+var(--bar-height))] xl:max-h-[calc(100dvh-var(--header-height)-var(--bar-height)-14px)] xl:max-w-[60vw] xl:shrink-0 xl:scroll-mt-[calc(var(--header-height)+var(--bar-height))] xl:overflow-y-auto xl:rounded-card xl:border`}
      >
        {children(
          elsewhere && {
            ...elsewhere,
            show: () => {
              setAsked(asked + 1)
              change({ ...(elsewhere.why === 'filter' && NO_FILTER), page: elsewhere.page })
            },
          },
        )}
      </aside>
    </>
  )
}
