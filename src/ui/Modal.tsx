import { useLayoutEffect, useRef } from 'react'
import type { MouseEvent, ReactNode } from 'react'

/**
 * What stands over the page and keeps the focus inside, open as long as it is rendered. The platform's own: it closes on
 * Escape and gives the focus back. A click beside it is ours, since not every browser has `closedby`.
 */
export function Modal({
  label,
  className,
  onClose,
  children,
}: {
  label: string
  className: string
  onClose: () => void
  children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  /** A press that began within, as one that selects text, closes nothing where it ends. */
  const isPressedBeside = useRef(false)
  // Before it leaves the page: a dialog that was removed gives no focus back.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])

  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- its key is Escape
    <dialog
      ref={dialog}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault() // it closes when it is no longer rendered
        onClose()
      }}
      onPointerDown={(event) => (isPressedBeside.current = isBeside(event))}
      onClick={(event) => isPressedBeside.current && isBeside(event) && onClose()}
      className={`rounded-card border border-line bg-surface p-0 text-text shadow-float backdrop:bg-black/40 ${className}`}
    >
      {children}
    </dialog>
  )
}

/** Whether an event of a dialog was on its backdrop. Its own scrollbar is in its box. */
function isBeside({ target, currentTarget, clientX: x, clientY: y }: MouseEvent): boolean {
  const { left, right, top, bottom } = currentTarget.getBoundingClientRect()
  return target === currentTarget && (x < left || x > right || y < top || y > bottom)
}
