import { useMemo, useState } from 'react'
import type { PointerEvent } from 'react'

import type { Row } from './fetch-rows.ts'

const BARS = 64
const PORTS_A_BAR = 65_536 / BARS

/** How many rows have a port of each range; a stroke over it asks for the ranges that it covers. */
export function PortBrush({
  rows,
  onBrush,
}: {
  rows: readonly Row[]
  onBrush: (from: number, to: number) => void
}) {
  const counts = useMemo(() => {
    const counts = Array.from({ length: BARS }, () => 0)
    for (const { port } of rows) {
      const bar = Math.floor(port / PORTS_A_BAR)
      counts[bar] = (counts[bar] ?? 0) + 1
    }
    return counts
  }, [rows])
  const [start, setStart] = useState<number | null>(null)
  const most = Math.max(1, ...counts)
  const barAt = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect()
    return Math.floor(((clientX - left) / width) * BARS)
  }
  const brush = (one: number, other: number) =>
    onBrush(Math.min(one, other) * PORTS_A_BAR, (Math.max(one, other) + 1) * PORTS_A_BAR - 1)

  return (
    <svg
      className="brush h-16 w-full"
      onPointerDown={(event) => {
        setStart(barAt(event))
        brush(barAt(event), barAt(event))
      }}
      onPointerMove={(event) => start !== null && brush(start, barAt(event))}
      onPointerUp={() => setStart(null)}
    >
      <rect width="100%" height="100%" fill="transparent" />
      {counts.map((count, bar) => (
        <rect
          // oxlint-disable-next-line react/no-array-index-key -- a bar is its place
          key={bar}
          x={`${(100 * bar) / BARS}%`}
          y={`${100 - (100 * count) / most}%`}
          width={`${90 / BARS}%`}
          height={`${(100 * count) / most}%`}
        />
      ))}
    </svg>
  )
}
