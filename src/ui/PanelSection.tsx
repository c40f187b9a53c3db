import type { ReactNode } from 'react'

/** A titled part of a panel. */
export function PanelSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-1.5 border-b border-line px-4.5 py-3.5">
      <h3 className="text-muted">{title}</h3>
      {children}
    </div>
  )
}
