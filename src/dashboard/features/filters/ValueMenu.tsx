import { Ellipsis } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

import type { Value } from '#analysis/choice.ts'
import { useFilterBy } from '#dashboard/core/use-filter-by.ts'
import { useValueActions } from '#dashboard/core/value-actions.ts'
import { VALUES, valuesAt } from '#dashboard/core/value-attribute.ts'
import { valueLabel } from '#dashboard/core/value-labels.ts'
import { useI18n } from '#i18n/i18n.ts'
import { focusItem, MENU_CLASS, MenuItems } from '#ui/Menu.tsx'

import { focusFilterBar } from './focus-filter-bar.ts'

/**
 * What can be done with any value on the page that `valueProps` marks: by a right click, by the button that appears
 * beside what is pointed at or focused, and by Enter, the menu key or Shift+F10. One menu and one button for all of
 * them: a table of a hundred rows has none of its own.
 */
export function ValueMenu() {
  const { t } = useI18n()
  const menu = useRef<HTMLDivElement>(null)
  const [values, setValues] = useState<readonly Value[]>([])
  const [pointed, setPointed] = useState(valueUnderMouse)
  const filterBy = useFilterBy()
  const actionsOf = useValueActions((filter) => {
    focusFilterBar()
    filterBy(filter)
  })

  const open = (element: Element, at: { x: number; y: number }) => {
    const popover = menu.current
    if (popover === null) return
    flushSync(() => setValues(valuesAt(element)))
    popover.showPopover(element instanceof HTMLElement ? { source: element } : {})
    const room = { x: window.innerWidth - popover.offsetWidth, y: window.innerHeight - popover.offsetHeight }
    popover.style.left = `${Math.max(0, Math.min(at.x, room.x - 8))}px`
    popover.style.top = `${Math.max(0, Math.min(at.y, room.y - 8))}px`
    focusItem(popover, 0)
  }

  const onContextMenu = useEffectEvent((event: MouseEvent) => {
    const element = valueElement(event.target)
    if (element === null || event.shiftKey) return // with Shift the browser's own
    event.preventDefault()
    open(element, { x: event.clientX, y: event.clientY })
  })
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const element = valueElement(event.target)
    if (element === null || event.defaultPrevented || event.isComposing) return
    const asksForMenu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)
    if (
      !asksForMenu &&
      !(event.key === 'Enter' && element === event.target && !(element instanceof HTMLButtonElement))
    )
      return
    event.preventDefault()
    open(element, below(element))
  })
  /** A mark of a chart has its label beside it: the button stands there. */
  const point = (target: EventTarget | null) => {
    if (isButton(target)) return
    const element = valueElement(target)
    setPointed(element instanceof HTMLElement ? element : null)
  }
  const onPointerOver = useEffectEvent((event: PointerEvent) => {
    if (event.pointerType === 'mouse') point(event.target)
  })
  const onFocusIn = useEffectEvent(({ target }: FocusEvent) => {
    if (target instanceof Element && target.matches(':focus-visible')) point(target)
  })
  const forget = useEffectEvent(() => setPointed(null))
  /** Between a press and its release the button must not come under the pointer: the click would get lost. */
  const onPointerDown = useEffectEvent(({ target }: PointerEvent) => {
    if (!isButton(target)) setPointed(null)
  })
  useEffect(() => {
    const stop = new AbortController()
    const { signal } = stop
    document.addEventListener('contextmenu', onContextMenu, { signal })
    document.addEventListener('keydown', onKeyDown, { signal })
    document.addEventListener('pointerover', onPointerOver, { signal })
    document.addEventListener('pointerdown', onPointerDown, { signal })
    document.addEventListener('focusin', onFocusIn, { signal })
    document.addEventListener('scroll', forget, { signal, capture: true, passive: true })
    return () => stop.abort()
  }, [])

  // A row of the table is a place: when another port comes to stand there, it has not been pointed at.
  useEffect(() => {
    if (pointed === null) return undefined
    const observer = new MutationObserver(() => setPointed(null))
    observer.observe(pointed, { attributes: true, attributeFilter: [VALUES] })
    return () => observer.disconnect()
  }, [pointed])

  const name = values.map((value) => valueLabel(t, value)).join(', ')
  const place = pointed?.isConnected === true ? besideText(pointed) : null
  return (
    <>
      {pointed !== null && place !== null && (
        <button
          id={BUTTON_ID}
          type="button"
          // For the mouse alone; keyboard and screen reader users open the same menu by keys.
          aria-hidden
          tabIndex={-1}
          title={t.filters.filterBy(
            valuesAt(pointed)
              .map((value) => valueLabel(t, value))
              .join(', '),
          )}
          onClick={() => open(pointed, below(pointed))}
          className="fixed z-9 inline-flex size-6 items-center justify-center rounded-badge border border-line bg-surface text-muted shadow-card hover:text-text pointer-coarse:hidden"
          style={place}
        >
          <Ellipsis aria-hidden className="size-3.5" />
        </button>
      )}
      <div
        ref={menu}
        popover="auto"
        onContextMenu={(event) => event.preventDefault()}
        className={`fixed inset-auto ${MENU_CLASS}`}
      >
        <MenuItems label={t.filters.filterBy(name)} groups={values.map(actionsOf)} />
      </div>
    </>
  )
}

const BUTTON_ID = 'value-button'

const isButton = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(`#${BUTTON_ID}`) !== null

const valueElement = (target: EventTarget | null): Element | null =>
  target instanceof Element ? target.closest(`[${VALUES}]`) : null

/** Where the mouse rested when this code came: it enters nothing. Not a mark of a chart, as above. */
const valueUnderMouse = (): Element | null =>
  matchMedia('(hover: hover)').matches
    ? document.querySelector<HTMLElement>(`:not(svg *)[${VALUES}]:hover`)
    : null

function below(element: Element): { x: number; y: number } {
  const { left, bottom } = element.getBoundingClientRect()
  return { x: left, y: bottom + 2 }
}

/** Right of what is written in an element, within it where it is full. */
function besideText(element: Element): { left: number; top: number } {
  const range = document.createRange()
  range.selectNodeContents(element)
  const text = range.getBoundingClientRect()
  const box = element.getBoundingClientRect()
  return {
    left: Math.max(box.left, Math.min(text.right + 4, box.right - 26)),
    top: box.top + box.height / 2 - 12,
  }
}
