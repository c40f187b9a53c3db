import type { ReactNode } from 'react'

import { DropDown } from './DropDown.tsx'

/** What is chosen, as a button that opens the choices. */
export function ChoiceMenu({
  label,
  summary,
  className = '',
  children,
}: {
  label: string
  summary: string
  className?: string
  children: ReactNode
}) {
  return (
    <DropDown
      className={className}
      button={
        <>
          <span className="font-[450] text-muted">{label}</span>
          <span className="max-w-32 truncate">{summary}</span>
        </>
      }
    >
      {children}
    </DropDown>
  )
}
