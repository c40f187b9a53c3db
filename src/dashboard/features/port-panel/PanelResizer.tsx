import type { KeyboardEvent, PointerEvent } from 'react'

import { useI18n } from '#i18n/i18n.ts'

import { PANEL_WIDTHS, panelWidth, withinWidths } from './panel-width.ts'

const STEP = 20 // px a key

/** The gap between table and panel, by which a pointer or the arrow keys make the panel wider; remembered on this device. */
export function PanelResizer() {
  const { t } = useI18n()
  const width = Number(panelWidth.use())
  const set = (width: number) => panelWidth.set(`${withinWidths(width)}`)
  const onKeyDown = (event: KeyboardEvent) => {
    const next = {
      ArrowLeft: width + STEP,
      ArrowRight: width - STEP,
      Home: PANEL_WIDTHS.min,
      End: PANEL_WIDTHS.max,
    }[event.key]
    if (next === undefined) return
    event.preventDefault()
    set(next)
  }
  const onPointerMove = ({ currentTarget, pointerId, clientX }: PointerEvent<HTMLElement>) => {
    const panel = currentTarget.nextElementSibling
    if (panel && currentTarget.hasPointerCapture(pointerId))
      set(panel.getBoundingClientRect().right - clientX - GAP / 2)
  }
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an hr separates and cannot be moved
      role="separator"
      aria-orientation="vertical"
      aria-label={t.panel.width}
      aria-valuenow={width}
      aria-valuemin={PANEL_WIDTHS.min}
      aria-valuemax={PANEL_WIDTHS.max}
      tabIndex={0} // oxlint-disable-line jsx-a11y/no-noninteractive-tabindex -- a separator that moves is a control (ARIA 1.2)
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.preventDefault() // selects no text
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={onPointerMove}
      className="group sticky top-[calc(var(--header-height)+var(--bar-height))] -mx-3.5 h-[calc(100dvh-var(--header-height)-var(--bar-height)-14px)] w-3.5 shrink-0 cursor-col-resize touch-none max-xl:hidden print:hidden"
    >
      <div className="mx-auto h-full w-0.5 rounded-full group-hover:bg-line-strong group-active:bg-accent" />
    </div>
  )
}

const GAP = 14 // px, its own width
