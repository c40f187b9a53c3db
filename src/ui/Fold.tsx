import type { ReactNode } from 'react'

import { CARD_CLASS } from './Card.tsx'

/** A titled region of the page that is a line until it is opened, and a card then. Stands in a wrapping row of such. */
export function Fold({
  label,
  isOpen,
  className = '',
  children,
}: {
  label: string
  isOpen: boolean
  className?: string
  children: ReactNode
}) {
  return (
    <section
      aria-label={label}
      className={`${isOpen ? `min-w-0 basis-full ${CARD_CLASS}` : 'min-h-8'} ${className}`}
    >
      {children}
    </section>
  )
}
