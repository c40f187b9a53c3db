import { useId, useState } from 'react'
import type { ReactNode } from 'react'

/**
 * A button and what it opens beneath itself. The platform's popover closes on Escape and on a click elsewhere, gives
 * the focus back, and is anchored to its button by the style sheet: no script, no measuring. What it holds is made
 * when it opens: a closed menu counts nothing.
 */
export function Popover({
  name,
  button,
  buttonClass,
  children,
}: {
  name?: string
  button: ReactNode
  buttonClass: string
  children: ReactNode
}) {
  const id = useId()
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        className={`touchable ${buttonClass}`}
        {...(name !== undefined && { 'aria-label': name, title: name })}
      >
        {button}
      </button>
      <div
        id={id}
        popover="auto"
        // Filled before it shows; emptied when it is gone and has given back the focus. React hands on what becomes of
        // a popover within it.
        onBeforeToggle={({ newState, target, currentTarget }) =>
          target === currentTarget && newState === 'open' && setOpen(true)
        }
        onToggle={({ newState, target, currentTarget }) =>
          target === currentTarget && newState === 'closed' && setOpen(false)
        }
        className="anchored m-0 max-w-[min(26rem,calc(100vw-28px))] rounded-card border border-line bg-surface p-3 text-text shadow-float"
      >
        {open && children}
      </div>
    </>
  )
}

/** A question mark that explains the word beside it. */
export function Help({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Popover
      name={name}
      button={
        <span className="inline-flex size-4.5 items-center justify-center rounded-badge border border-line-strong bg-sunken text-small leading-none font-[550]">
          ?
        </span>
      }
      buttonClass="inline-flex size-6 items-center justify-center text-muted hover:text-text"
    >
      <div className="grid max-w-80 gap-2">{children}</div>
    </Popover>
  )
}
