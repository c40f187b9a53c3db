import { X } from 'lucide-react'
import type { KeyboardEvent, ReactNode } from 'react'

import { MenuButton } from './Menu.tsx'

/** A chosen filter: its label opens what can be done with it, its cross takes it away, as Delete does. */
export function Pill({
  label,
  name,
  removeLabel,
  off,
  className = '',
  onRemove,
  children,
}: {
  label: string
  name: string
  removeLabel: string
  /** Stays in sight and does nothing. */
  off: boolean
  className?: string
  onRemove: () => void
  /** What can be done with it, as items of a menu. */
  children: ReactNode
}) {
  const removeOnKey = (event: KeyboardEvent) => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return
    event.preventDefault()
    onRemove()
  }
  return (
    <span
      className={`inline-flex h-7 max-w-60 shrink-0 items-stretch rounded-full font-[550] forced-colors:border ${off ? 'border border-line-strong bg-surface text-muted' : 'bg-accent-weak text-accent'} ${className}`}
    >
      <MenuButton
        name={name}
        button={<span className={`truncate ${off ? 'line-through' : ''}`}>{label}</span>}
        buttonClass="touchable flex min-w-0 items-center rounded-l-full pr-1 pl-3 hover:brightness-75"
        onKeyDown={removeOnKey}
      >
        {children}
      </MenuButton>
      <button
        type="button"
        onClick={onRemove}
        onKeyDown={removeOnKey}
        aria-label={removeLabel}
        title={removeLabel}
        className="touchable flex items-center rounded-r-full pr-2 pl-1 hover:brightness-75"
      >
        <X aria-hidden className="size-3.5 shrink-0" />
      </button>
    </span>
  )
}
