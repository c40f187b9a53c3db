import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'

import { Popover } from './Popover.tsx'

/** A button of the filter bar, with the sign that something opens beneath it. */
export function DropDown({
  button,
  className = '',
  children,
}: {
  button: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <Popover
      buttonClass={`inline-flex h-9 shrink-0 items-center gap-1.5 rounded-control border border-line-strong bg-surface px-3 font-[550] hover:bg-sunken pointer-coarse:h-11 ${className}`}
      button={
        <>
          {button}
          {SIGN}
        </>
      }
    >
      {children}
    </Popover>
  )
}

const SIGN = <ChevronDown aria-hidden className="size-3.5 text-muted" /> // one element, which React draws once
