import { CircleAlert, Inbox } from 'lucide-react'
import type { ReactNode } from 'react'

import { Button } from './Button.tsx'

/**
 * What happened, what still holds, and what to do: in place of what cannot be shown, or above what still can.
 * An error is announced when it appears; an empty result is not.
 */
export function Notice({
  tone,
  title,
  children,
  detail,
  action,
}: {
  tone: 'error' | 'empty'
  title: string
  children?: ReactNode
  /** Small print for support, such as the request ID. */
  detail?: string | undefined
  action?: { label: string; onClick: () => void } | undefined
}) {
  const Icon = tone === 'error' ? CircleAlert : Inbox
  return (
    <div
      role={tone === 'error' ? 'alert' : undefined}
      className={
        tone === 'error'
          ? 'flex flex-wrap items-center gap-x-3 gap-y-2 rounded-control border border-danger/40 bg-danger-weak px-3.5 py-2.5'
          : 'flex flex-col items-center gap-2 px-6 py-12 text-center'
      }
    >
      <Icon
        aria-hidden
        className={tone === 'error' ? 'size-4.5 shrink-0 text-danger-text' : 'size-7 text-faint'}
      />
      <div className={tone === 'error' ? 'min-w-0 grow basis-64' : 'max-w-lg'}>
        <p className="font-[600] wrap-anywhere">{title}</p>
        {children !== undefined && <div className="text-muted">{children}</div>}
        {detail !== undefined && <p className="font-mono text-small break-all text-muted">{detail}</p>}
      </div>
      {action && <Button onClick={action.onClick}>{action.label}</Button>}
    </div>
  )
}
