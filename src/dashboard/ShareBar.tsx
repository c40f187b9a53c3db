import { statusFill } from '#ui/StatusMark.tsx'

/** Parts of a whole as one bar; `of` is what the full width stands for. For the eye alone: the numbers stand beside. */
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
      {parts.map(({ status, rows }, i) => {
        const before = parts.slice(0, i).reduce((sum, part) => sum + part.rows, 0)
        return (
          <rect
            key={status}
            x={percent(before, of)}
            width={percent(rows, of)}
            height="100%"
            rx="2"
            fill={statusFill(status)}
            stroke="var(--color-surface)"
            strokeWidth="1"
          />
        )
      })}
    </svg>
  )
}

const percent = (part: number, whole: number): string => (whole === 0 ? '0%' : `${(100 * part) / whole}%`)
