import { statusFill } from '#ui/StatusMark.tsx'

/** Parts as one stacked bar; `of` is what the full width stands for. Hidden from screen readers: the numbers stand beside. */
export function ShareBar({
  parts,
  of,
  className = 'h-2',
}: {
  parts: readonly { status: string; rows: number }[]
  of: number
  className?: string
}) {
  return (
    <svg aria-hidden className={`w-0 grow ${className}`} preserveAspectRatio="none">
      {parts
        .map(({ status, rows }, i) => (
          <rect
            key={status}
            x={percent(
              parts.slice(0, i).reduce((sum, part) => sum + part.rows, 0),
              of,
            )}
            style={{ width: rows === 0 ? 0 : `max(${LEAST}, ${percent(rows, of)})` }}
            height="100%"
            rx="2"
            fill={statusFill(status)}
            stroke="var(--color-surface)"
            strokeWidth="1"
          />
        ))
        .toReversed()}
    </svg>
  )
}

/** A few dangerous ports among very many are seen: a part is never thinner, and the worst is drawn last, on the others. */
const LEAST = '4px'

const percent = (part: number, of: number): string => (of === 0 ? '0%' : `${(100 * part) / of}%`)
