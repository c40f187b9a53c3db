import type { ReactNode } from 'react'

import { useI18n } from '#i18n/i18n.ts'
import { Skeleton } from '#ui/Card.tsx'

export type FigureProps = {
  name: string
  mark?: ReactNode
  help?: ReactNode
  /** How it became what it is; takes no room. */
  course?: ReactNode
  value: string
  /** Whether there may be more. */
  isLeast: boolean
  tone?: string
  /** By how much it was another one. */
  difference?: ReactNode
  detail: ReactNode
  /** What is said beside the detail where there is room. */
  smallPrint: string
  /** What a click does, in words. */
  action: string
  pressed?: boolean
  onClick: (() => void) | null
  /** Whether it is one line on a phone. */
  isLine?: boolean
}

/** A number that filters: what it counts, how many, and what of them is worth a look. */
export function SummaryFigure({
  name,
  mark,
  help,
  course,
  value,
  isLeast,
  tone = '',
  difference,
  detail,
  smallPrint,
  action,
  pressed,
  onClick,
  isLine = false,
}: FigureProps) {
  const { t } = useI18n()
  return (
    <div data-line={isLine || undefined} className={`${CELL} ${LINE}`}>
      <h2 className="flex h-6 items-center gap-1.5 text-muted">
        {mark}
        <span className="truncate max-[22.5rem]:text-small" title={name}>
          {name}
        </span>
        {help && <span className="relative z-1 inline-flex">{help}</span>}
      </h2>
      {course}
      <div className="flex h-9 items-baseline gap-1.5">
        {isLeast && (
          <span className="shrink-0 text-muted">
            <span className="max-sm:hidden">{t.summary.atLeast}</span>
            <span className="text-figure sm:hidden">≥</span>
          </span>
        )}
        {onClick === null ? (
          <p className={`tabular text-figure font-[650] tracking-tight ${tone}`}>{value}</p>
        ) : (
          <button
            type="button"
            title={action}
            aria-label={`${name}: ${isLeast ? `${t.summary.atLeast} ${value}` : value}. ${action}`}
            aria-pressed={pressed}
            onClick={onClick}
            className={`tabular text-figure font-[650] tracking-tight after:absolute after:inset-0 after:rounded-card hover:after:bg-accent/5 aria-pressed:after:bg-accent/8 ${tone}`}
          >
            {value}
          </button>
        )}
        {difference}
      </div>
      <p className="h-6 truncate leading-6 text-small text-muted max-sm:hidden">
        {detail}
        {smallPrint !== '' && <span className="max-2xl:hidden"> · {smallPrint}</span>}
      </p>
    </div>
  )
}

/** A part of a figure, which filters by itself. */
export function PartFigure({
  name,
  value,
  action,
  pressed,
  onClick,
  children,
}: Pick<FigureProps, 'name' | 'value' | 'action' | 'onClick'> & { pressed: boolean; children: ReactNode }) {
  if (onClick === null)
    return (
      <>
        {value} {children}
      </>
    )
  return (
    <span className="relative z-1 inline-block rounded-badge hover:underline has-aria-pressed:bg-accent-weak">
      <button
        type="button"
        title={action}
        aria-label={`${name}: ${value}. ${action}`}
        aria-pressed={pressed}
        onClick={onClick}
        className="after:absolute after:inset-0"
      >
        {value}
      </button>{' '}
      {children}
    </span>
  )
}

/** Of the size of what will come. */
export function FigureSkeleton({ isLine }: { isLine: boolean }) {
  return (
    <div data-line={isLine || undefined} className={`${CELL} grid content-center gap-1.5 ${LINE}`}>
      <Skeleton className="h-4 w-28 max-w-full" />
      <Skeleton className="h-6 w-16" />
    </div>
  )
}

const LINE =
  'max-md:data-line:col-span-2 max-sm:data-line:flex max-sm:data-line:min-h-11 max-sm:data-line:items-center max-sm:data-line:gap-3'

export const CELL =
  'relative isolate min-h-23 min-w-0 border-line px-4.5 py-1 max-sm:min-h-17 max-[22.5rem]:px-3.5'
