import { useState } from 'react'
import type { MouseEvent, ReactNode } from 'react'

import { chunk } from '#dashboard/core/chunk.ts'
import { QuietPart } from '#dashboard/core/Part.tsx'

import { EDGE, LEAST_WIDTH } from './bar-rows.ts'
import type { BarChartData } from './bar-rows.ts'

export type BarsProps = BarChartData & {
  tooltipOf: (row: string) => ReactNode
  /** A click on a bar. */
  onPick: (row: string, key: string) => void
}

const interactive = chunk(() => import('./InteractiveBars.tsx'))

/**
 * Horizontal bars beside labels of the same row height. Hidden from screen readers: the labels, the finding and the table of
 * values say more than a chart does.
 *
 * Bars at rest are plain rectangles, which a keystroke changes in a millisecond. Recharts takes thirty, so it draws its own over
 * them, with a tooltip, only while a mouse is there.
 */
export function Bars(props: BarsProps) {
  const { rows, look, onPick } = props
  /** px, while a mouse is over the chart. */
  const [width, setWidth] = useState<number | null>(null)
  const pick = ({ currentTarget, clientX, clientY }: MouseEvent) => {
    // Whichever bar is on top: between a press and its release another one may have been drawn there.
    const bar = document
      .elementsFromPoint(clientX, clientY)
      .find((element) => element instanceof SVGRectElement && currentTarget.contains(element))
    const { row, key } = bar instanceof SVGRectElement ? bar.dataset : {}
    if (row !== undefined && key !== undefined) onPick(row, key)
  }
  return (
    <div
      aria-hidden
      className="relative"
      style={{ height: rows.length * look.rowHeight }}
      onClick={pick}
      onPointerEnter={({ pointerType, currentTarget }) =>
        setWidth(pointerType === 'mouse' ? currentTarget.clientWidth : null)
      }
      onPointerLeave={() => setWidth(null)}
    >
      <Rectangles {...props} />
      {width !== null && (
        <QuietPart of={interactive}>
          {({ InteractiveBars }) => <InteractiveBars {...props} width={width} />}
        </QuietPart>
      )}
    </div>
  )
}

function Rectangles({ rows, most, look: { rowHeight, gap, radius, hasEdge } }: BarsProps) {
  const share = (size: number) => `${(100 * size) / Math.max(1, most)}%`
  return (
    <svg width="100%" height="100%" className="block">
      {rows.flatMap(
        ({ name, bars }, row) =>
          bars
            .map(({ key, size, fill, values }, at) => (
              <rect
                key={`${name} ${key}`}
                data-row={name}
                data-key={key}
                {...values}
                x={share(bars.slice(0, at).reduce((sum, bar) => sum + bar.size, 0))}
                y={row * rowHeight + gap}
                height={rowHeight - 2 * gap}
                rx={radius}
                fill={fill}
                {...(hasEdge && EDGE)}
                style={{ width: `max(${LEAST_WIDTH}px, ${share(size)})` }}
                className="cursor-pointer"
              />
            ))
            .toReversed(), // the first is drawn last: few among very many are seen
      )}
    </svg>
  )
}
