import { useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'

import { useScope } from '#dashboard/core/scope-context.tsx'
import type { FrameSession } from '#data/frame-session.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Notice } from '#ui/Notice.tsx'

/** What a frame shows once it has a session; before that, that it waits for the page around it. */
export function FrameGate({ session, children }: { session: FrameSession; children: ReactNode }) {
  const { t } = useI18n()
  const state = useSyncExternalStore(session.subscribe, session.state, session.state)
  const hasRows = useScope().rows.data !== undefined
  return (
    <>
      {state === 'wanted' && <output className="block p-0.5 py-3 text-muted">{t.embed.waiting}</output>}
      {state === 'late' && (
        <div className="p-0.5 pb-3">
          <Notice tone="error" title={t.embed.failed}>
            {t.embed.failedHint}
          </Notice>
        </div>
      )}
      {(state === 'cookie' || state === 'open' || hasRows) && children}
    </>
  )
}
