import type { ComponentProps } from 'react'

import { ExportMenu } from '#dashboard/late-parts.ts'
import { LatePart } from '#dashboard/LatePart.tsx'
import { useWords } from '#dashboard/words.ts'
import { Skeleton } from '#ui/Card.tsx'
import { DropDown } from '#ui/DropDown.tsx'

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
