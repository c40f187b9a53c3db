import type { ReactNode } from 'react'

import { useView } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { Fold } from '#ui/Fold.tsx'
import type { CourseFigure } from '#view/parameters.ts'

/** The course of a figure, while the address asks for it: the line beside the figure opens it. */
export function CourseFold({ children }: { children: (figure: CourseFigure) => ReactNode }) {
  const { t } = useI18n()
  const { course } = useView().view
  return (
    course !== null && (
      <Fold
        isOpen
        label={t.course.title}
        className="grid grid-cols-[minmax(0,1fr)] gap-2 px-4.5 py-3 max-sm:px-3.5"
      >
        {children(course)}
      </Fold>
    )
  )
}
