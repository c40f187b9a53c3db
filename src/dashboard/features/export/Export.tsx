import type { ComponentProps } from 'react'

import { late } from '#dashboard/core/late.tsx'
import { LatePart } from '#dashboard/core/LatePart.tsx'
import { useWords } from '#i18n/messages.ts'
import { Skeleton } from '#ui/Card.tsx'
import { DropDown } from '#ui/DropDown.tsx'

export const ExportMenu = late(async () => (await import('./ExportMenu.tsx')).ExportMenu)

/** The button of what can be taken away. */
export function Export(props: ComponentProps<typeof ExportMenu>) {
  const { m } = useWords()
  return (
    <DropDown button={m.takeAway.open}>
      <LatePart name={m.takeAway.open} placeholder={<Skeleton className="h-96 w-76" />}>
        <ExportMenu {...props} />
      </LatePart>
    </DropDown>
  )
}
