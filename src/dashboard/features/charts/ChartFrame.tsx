import { useRef } from 'react'
import type { ReactNode } from 'react'

import { usePorts } from '#dashboard/core/ports-context.tsx'
import { useI18n } from '#i18n/i18n.ts'

import { PictureMenu } from './PictureMenu.tsx'

/** A chart, with the button that saves it as a picture. */
export function ChartFrame({
  name,
  subject,
  children,
}: {
  name: string
  /** What the chart is called in the name of a file. */
  subject: string
  children: ReactNode
}) {
  const { t } = useI18n()
  const chart = useRef<HTMLDivElement>(null)
  // Before the scope was ever read there is nothing to draw, and no sentence to say of it.
  if (!usePorts().isRead) {
    return (
      <figure className="flex h-full flex-col gap-2">
        <h2 className="flex h-8 items-center font-[600]">{name}</h2>
        <figcaption className="m-auto text-muted">{t.empty.noData}</figcaption>
      </figure>
    )
  }
  return (
    <>
      <div ref={chart} className="h-full">
        {children}
      </div>
      <PictureMenu chart={chart} title={name} subject={subject} />
    </>
  )
}
