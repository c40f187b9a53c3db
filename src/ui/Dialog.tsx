import { X } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import type { ReactNode } from 'react'

import { IconButton } from './Button.tsx'

/**
 * A dialog over the page, open as long as it is rendered. The platform's own: it keeps the focus inside, closes on
 * Escape, and gives the focus back.
 */
export function Dialog({
  title,
  closeLabel,
  onClose,
  children,
}: {
  title: string
  closeLabel: string
  onClose: () => void
  children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  // Before it leaves the page: a dialog that was removed gives no focus back.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])

  return (
    <dialog
      ref={dialog}
      aria-label={title}
      closedby="any" // Escape, and a click beside it
      onCancel={(event) => {
        event.preventDefault() // it closes when it is no longer rendered
        onClose()
      }}
      className="m-auto max-h-[85dvh] w-[min(46rem,calc(100vw-28px))] overflow-y-auto rounded-card border border-line bg-surface p-0 text-text shadow-float backdrop:bg-black/40"
    >
      <div className="grid gap-4 p-5">
        <div className="flex items-center justify-between gap-4">
          <h2 className="text-title font-[650]">{title}</h2>
          <IconButton name={closeLabel} onClick={onClose}>
            <X aria-hidden className="size-4" />
          </IconButton>
        </div>
        {children}
      </div>
    </dialog>
  )
}
