import { Check } from 'lucide-react'
import { useId } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'

export type MenuItem = {
  name: string
  /** For what holds or does not; left out for what is only done. */
  checked?: boolean
  /** Leaves the menu open, as where it says what became of the choice. */
  staysOpen?: boolean
  onSelect: () => void
}
export type MenuGroup = { title?: string; items: readonly MenuItem[] }

/**
 * A button whose menu says what can be done. Up, Down, Home, End and the first letter of a name go from item to item; Tab
 * closes the menu and goes on from its button.
 */
export function MenuButton({
  name,
  button,
  buttonClass,
  onKeyDown,
  children,
}: {
  name: string
  button: ReactNode
  buttonClass: string
  onKeyDown?: (event: KeyboardEvent) => void
  /** `MenuItems`. */
  children: ReactNode
}) {
  const id = useId()
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-haspopup="menu"
        aria-label={name}
        title={name}
        onKeyDown={onKeyDown}
        className={buttonClass}
      >
        {button}
      </button>
      <div
        id={id}
        popover="auto"
        onToggle={({ newState, currentTarget }) => newState === 'open' && focusItem(currentTarget, 0)}
        className={`anchored ${MENU_CLASS}`}
      >
        {children}
      </div>
    </>
  )
}

export const MENU_CLASS =
  'm-0 max-w-[calc(100vw-28px)] rounded-card border border-line bg-surface p-1.5 text-text shadow-float'

/** The items of a menu, inside a popover that shows it. */
export function MenuItems({ label, groups }: { label: string; groups: readonly MenuGroup[] }) {
  return (
    <div role="menu" tabIndex={-1} aria-label={label} className="grid min-w-40" onKeyDown={moveFocus}>
      {groups.map(({ title, items }, i) => (
        <div
          key={title ?? i}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset may not stand in a menu
          role="group"
          aria-label={title}
          className="border-line not-first:mt-1.5 not-first:border-t not-first:pt-1.5"
        >
          {title !== undefined && (
            <p aria-hidden className="line-clamp-2 max-w-60 px-2 pb-0.5 text-small font-[550] text-muted">
              {title}
            </p>
          )}
          {items.map(({ name, checked, staysOpen = false, onSelect }, i) => (
            <button
              key={i} // oxlint-disable-line react/no-array-index-key -- a menu's items are fixed: one may change its name, none its place
              type="button"
              role={checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
              aria-checked={checked}
              tabIndex={-1}
              onClick={({ currentTarget }) => {
                if (!staysOpen) currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
                onSelect()
              }}
              className="flex h-8 w-full items-center gap-2 rounded-badge px-2 text-left hover:bg-sunken focus-visible:-outline-offset-2 pointer-coarse:h-11"
            >
              <span className="grow" aria-live={staysOpen ? 'polite' : undefined}>
                {name}
              </span>
              {checked === true && <Check aria-hidden className="size-4 text-accent" />}
            </button>
          ))}
        </div>
      ))}
    </div>
  )
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const { key, currentTarget } = event
  if (key === 'Tab') return currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
  const items = itemsOf(currentTarget)
  const at = items.findIndex((item) => item === document.activeElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[key]
  const item = to === undefined ? nextBeginningWith(event, items, at) : items.at(to % items.length)
  if (item === undefined) return
  event.preventDefault()
  item.focus()
}

/** The item after one that begins with the letter of a key; from the last it goes on with the first. */
function nextBeginningWith(
  { key, altKey, ctrlKey, metaKey }: KeyboardEvent,
  items: readonly HTMLElement[],
  at: number,
): HTMLElement | undefined {
  if (key.length > 1 || key === ' ' || altKey || ctrlKey || metaKey) return undefined
  const letter = key.toLowerCase()
  return [...items.slice(at + 1), ...items.slice(0, at + 1)].find((item) =>
    item.textContent.toLowerCase().startsWith(letter),
  )
}

/** Focuses an item of the menu in an element: 0 is the first, -1 the last. */
export const focusItem = (element: HTMLElement, at: number): void => itemsOf(element).at(at)?.focus()

const itemsOf = (element: HTMLElement): HTMLElement[] => [
  ...element.querySelectorAll<HTMLElement>('[role^=menuitem]'),
]
