import type { ComponentProps } from 'react'

import { late } from '#dashboard/core/late.tsx'
import { LatePart } from '#dashboard/core/LatePart.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { Skeleton } from '#ui/Card.tsx'
import { DropDown } from '#ui/DropDown.tsx'

export const ExportMenu = late(async () => (await import('./ExportMenu.tsx')).ExportMenu)

/** The button of what can be taken away. */
export function Export(props: ComponentProps<typeof ExportMenu>) {
  const { t } = useI18n()
  return (
    <DropDown button={t.export.open}>
      <LatePart name={t.export.open} placeholder={<Skeleton className="h-96 w-76" />}>
        <ExportMenu {...props} />
      </LatePart>
    </DropDown>
  )
}
