import { X } from 'lucide-react'
import type { ReactNode } from 'react'

import { IconButton } from './Button.tsx'
import { Modal } from './Modal.tsx'

/** A dialog over the page, with its title and the button that closes it. */
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
  return (
    <Modal
      label={title}
      onClose={onClose}
      className="m-auto max-h-[85dvh] w-[min(46rem,calc(100vw-28px))] overflow-y-auto"
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
    </Modal>
  )
}
