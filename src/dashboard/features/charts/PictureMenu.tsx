import { Download } from 'lucide-react'
import type { ComponentProps } from 'react'

import { late } from '#dashboard/core/late.tsx'
import { LatePart } from '#dashboard/core/LatePart.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { Skeleton } from '#ui/Card.tsx'
import { Popover } from '#ui/Popover.tsx'

export const PictureFormats = late(async () => (await import('./PictureFormats.tsx')).PictureFormats)

/** The button that saves a chart as a picture. It stands in the corner of the chart's card. */
export function PictureMenu(props: ComponentProps<typeof PictureFormats>) {
  const { title } = props
  const { t } = useI18n()
  return (
    <div className="absolute top-3.5 right-3.5">
      <Popover
        name={t.charts.picture.open(title)}
        button={<Download aria-hidden className="size-4" />}
        buttonClass="inline-flex size-8 items-center justify-center rounded-control text-muted hover:bg-sunken hover:text-text"
      >
        <LatePart name={title} placeholder={<Skeleton className="h-21 w-56" />}>
          <PictureFormats {...props} />
        </LatePart>
      </Popover>
    </div>
  )
}
