import { memo, useDeferredValue, useRef, useState } from 'react'
import type { PointerEvent } from 'react'

import type { Bin } from '#analysis/histogram.ts'
import type { NumberValue } from '#analysis/query/query.ts'
import { MAX_PORT } from '#contract/port-row.ts'
import { useViewActions } from '#dashboard/core/view-context.tsx'
import { useI18n } from '#i18n/i18n.ts'
import { Button } from '#ui/Button.tsx'
import { useChosenPorts } from '#view/use-address.ts'

/**
 * How many ports are open where among all numbers. A stroke over it filters by the range, as two handles do by keys;
 * what lies outside stays in sight, so that the next stroke has somewhere to go.
 */
export function PortHistogram({ bars, isFolded }: { bars: readonly Bin[]; isFolded: boolean }) {
  const { t } = useI18n()
  const actions = useViewActions()
  /** None for all of them. The handles follow it at once, or the next key would start from where they were. */
  const chosen = useChosenPorts()
  const marked = useDeferredValue(chosen)
  /** Where a stroke began and where it is, in bars. */
  const [stroke, setStroke] = useState<{ start: number; end: number } | null>(null)
  /** Whether the next change belongs to the one before: Back undoes a stroke, or a row of key presses, as one. */
  const belongs = useRef(false)
  const most = Math.max(1, ...bars.map(({ rows }) => rows))
  const total = bars.reduce((sum, { rows }) => sum + rows, 0)
  const fullest = bars.find(({ rows }) => rows === most)
  const from = chosen.length === 0 ? 0 : Math.min(...chosen.map((range) => range.from))
  const to = chosen.length === 0 ? MAX_PORT : Math.max(...chosen.map((range) => range.to))
  const choose = (range: NumberValue) => {
    actions.brush(range, !belongs.current)
    belongs.current = true
  }
  const drawTo = (start: number, end: number) => {
    setStroke({ start, end })
    const first = bars[Math.min(start, end)]
    const last = bars[Math.max(start, end)]
    if (first && last) choose({ from: first.from, to: last.to })
  }
  const barAt = ({ currentTarget, clientX }: PointerEvent): number => {
    const { left, width } = currentTarget.getBoundingClientRect()
    const at = Math.floor(((clientX - left) / width) * bars.length)
    return Math.max(0, Math.min(bars.length - 1, at))
  }
  const end = () => {
    setStroke(null)
    belongs.current = false
  }
  const step = bars[0] ? bars[0].to + 1 : 1

  return (
    <figure className="flex h-full flex-col gap-2">
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 pr-40 max-sm:pr-10">
        <h2 className="font-[600]">{t.charts.numbers}</h2>
        <figcaption className="min-w-0 grow wrap-anywhere text-muted max-sm:order-1 max-sm:basis-full">
          {total > 0 && fullest && t.charts.numbersFinding(fullest.from, fullest.to, most, total, isFolded)}
        </figcaption>
        {chosen.length > 0 && (
          <Button look="plain" onClick={() => actions.brush(null, true)}>
            {t.charts.allNumbers}
          </Button>
        )}
      </div>
      <div className="relative">
        <svg
          aria-hidden // the handles, the sentence and the table of values tell as much
          width="100%"
          className="block h-16 cursor-crosshair touch-pan-y select-none"
          onPointerDown={(event) => {
            if (event.button !== 0) return
            event.currentTarget.setPointerCapture(event.pointerId)
            belongs.current = false
            drawTo(barAt(event), barAt(event))
          }}
          onPointerMove={(event) => {
            const at = barAt(event)
            if (stroke !== null && at !== stroke.end) drawTo(stroke.start, at)
          }}
          onPointerUp={end}
          onPointerCancel={end}
        >
          <rect width="100%" height="100%" fill="transparent" />
          <Bars bars={bars} most={most} isFolded={isFolded} chosen={marked} />
        </svg>
        <Handle
          name={t.charts.fromPort}
          value={from}
          min={0}
          step={step}
          at={from / (MAX_PORT + 1)}
          onMove={(value) => choose({ from: Math.min(value, to), to })}
          onEnd={end}
        />
        <Handle
          name={t.charts.toPort}
          value={to}
          min={step - 1}
          step={step}
          at={(to + 1) / (MAX_PORT + 1)}
          onMove={(value) => choose({ from, to: Math.max(value, from) })}
          onEnd={end}
        />
      </div>
      <div aria-hidden className="tabular flex justify-between font-mono text-small text-muted">
        <span>0</span>
        <span>16384</span>
        <span>32768</span>
        <span>49152</span>
        <span>{MAX_PORT}</span>
      </div>
      <BarTable bars={bars} isFolded={isFolded} />
    </figure>
  )
}

/** The ports of each bar, those that are asked for marked. */
const Bars = memo(function Bars({
  bars,
  most,
  isFolded,
  chosen,
}: {
  bars: readonly Bin[]
  most: number
  isFolded: boolean
  chosen: readonly NumberValue[]
}) {
  const { t } = useI18n()
  const isIn = (bar: Bin): boolean =>
    chosen.length === 0 || chosen.some((range) => range.from <= bar.to && bar.from <= range.to)
  return bars.map((bar, i) => {
    const height = bar.rows === 0 ? 0 : Math.max(4, (100 * bar.rows) / most)
    return (
      <rect
        key={bar.from}
        x={`${(100 * i) / bars.length}%`}
        y={`${100 - height}%`}
        width={`${100 / bars.length}%`}
        height={`${height}%`}
        rx="2"
        fill={isIn(bar) && chosen.length > 0 ? 'var(--color-accent)' : 'var(--color-unknown)'}
        fillOpacity={isIn(bar) ? 1 : 0.45}
        stroke="var(--color-surface)"
        strokeWidth="1.5"
      >
        <title>{t.charts.numbersBar(bar.from, bar.to, bar.rows, isFolded)}</title>
      </rect>
    )
  })
})

/** The same for screen readers. */
const BarTable = memo(function BarTable({ bars, isFolded }: { bars: readonly Bin[]; isFolded: boolean }) {
  const { t, f } = useI18n()
  return (
    <div className="sr-only">
      <table>
        <caption>{t.charts.numbers}</caption>
        <thead>
          <tr>
            <th scope="col">{t.table.columns.port}</th>
            <th scope="col">{t.charts.measures[isFolded ? 'ports' : 'rows']}</th>
          </tr>
        </thead>
        <tbody>
          {bars
            .filter(({ rows }) => rows > 0)
            .map((bar) => (
              <tr key={bar.from}>
                <th scope="row">{`${bar.from}–${bar.to}`}</th>
                <td>{f.count(bar.rows)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
})

/** An end of the range, for the keys: arrows move it by a bar. */
function Handle({
  name,
  value,
  min,
  step,
  at,
  onMove,
  onEnd,
}: {
  name: string
  value: number
  min: number
  step: number
  /** Where it stands, from 0 to 1. */
  at: number
  onMove: (value: number) => void
  onEnd: () => void
}) {
  return (
    <input
      type="range"
      aria-label={name}
      aria-valuetext={String(value)}
      min={min}
      max={MAX_PORT}
      step={step}
      value={value}
      onChange={({ target }) => onMove(Number(target.value))}
      onBlur={onEnd}
      className="pointer-events-none absolute inset-y-0 w-6 -translate-x-1/2 appearance-none rounded-badge bg-transparent pointer-coarse:w-11 [&::-moz-range-thumb]:opacity-0 [&::-webkit-slider-thumb]:opacity-0"
      style={{ left: `clamp(12px, ${100 * at}%, 100% - 12px)` }}
    />
  )
}
