import type { ComponentProps, ReactNode } from 'react'

export const CARD_CLASS = 'rounded-card border border-line bg-surface shadow-card'

/** A titled region of the page. */
export function Card({
  label,
  className = '',
  children,
  ...section
}: Pick<ComponentProps<'section'>, 'id' | 'tabIndex'> & {
  label: string
  className?: string
  children: ReactNode
}) {
  return (
    <section aria-label={label} className={`${CARD_CLASS} ${className}`} {...section}>
      {children}
    </section>
  )
}

/** Grey in place of what is still loading, of the size of what will come, so that nothing moves when it does. */
export function Skeleton({ className }: { className: string }) {
  return <span aria-hidden className={`block animate-pulse rounded-badge bg-line ${className}`} />
}
