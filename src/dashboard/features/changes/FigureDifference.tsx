import { sinceText } from '#dashboard/core/since-text.ts'
import { useDifferences } from '#dashboard/core/use-comparison.ts'
import { useView } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import type { CourseFigure } from '#view/parameters.ts'
import { DEFAULT_SINCE } from '#view/since.ts'

/** By how much a figure differs from what it was at the view's earlier moment. More danger is told in its colour, and by the sign. */
export function FigureDifference({ figure }: { figure: CourseFigure }) {
  const i18n = useI18n()
  const { since } = useView().view
  const difference = useDifferences()?.[figure] ?? null
  if (difference === null) return null
  const text = i18n.f.difference(difference)
  const moment = sinceText(i18n, since ?? DEFAULT_SINCE)
  return (
    <p
      title={`${text} ${moment}`}
      className={`tabular font-[600] whitespace-nowrap ${difference > 0 && figure !== 'open' ? 'text-danger-text' : 'text-muted'}`}
    >
      {difference === 0 ? '±0' : text}
      <span className="sr-only"> {moment}</span>
    </p>
  )
}
