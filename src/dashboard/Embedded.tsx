import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'

import type { FrameSession } from '#data/frame-session.ts'
import { sessionBegan } from '#data/session.ts'
import { useI18n } from '#i18n/i18n.ts'
import { Notice } from '#ui/Notice.tsx'
import type { Parts } from '#view/embed-parts.ts'

import { useNamedView } from './core/use-named-view.ts'
import { useViewRows } from './core/use-view-rows.ts'
import { EmbedBar } from './features/embed/EmbedBar.tsx'
import type { HostLink } from './features/embed/host-link.ts'
import { useHost } from './features/embed/use-host.ts'
import { ScopeControls } from './features/scope/ScopeControls.tsx'
import { RowsAge } from './RowsAge.tsx'
import { ScopeDetails, ScopeView } from './ScopeView.tsx'

/** The page in a frame: its figures, and what the address names beside them. How old they are is always told. */
export function Embedded({ parts, link, session }: { parts: Parts; link: HostLink; session: FrameSession }) {
  const { t } = useI18n()
  const { view, filter, actions } = useNamedView()
  const shown = useViewRows(view)
  const [details, setDetails] = useState(false)
  const state = useSyncExternalStore(session.subscribe, session.state)
  const client = useQueryClient()
  useEffect(() => {
    if (state === 'open') void sessionBegan(client)
  }, [state, client])
  useHost({ link, view, actions, shown })

  return (
    <div className={NEEDS_ROOM.some((part) => parts.has(part)) ? 'min-h-104' : ''}>
      <h1 className="sr-only">{t.common.product}</h1>
      <EmbedBar
        shown={shown}
        view={view}
        scopeControls={
          parts.has('scope') &&
          shown.scope && (
            <ScopeControls
              projects={shown.projects.data ?? []}
              project={shown.scope.project}
              view={view}
              onChange={actions.chooseScope}
            />
          )
        }
        age={<RowsAge shown={shown} onDetails={() => setDetails(true)} />}
      />
      {details && <ScopeDetails shown={shown} onClose={() => setDetails(false)} />}
      {state === 'wanted' && <output className="block p-0.5 py-3 text-muted">{t.embed.waiting}</output>}
      {state === 'late' && (
        <div className="p-0.5 pb-3">
          <Notice tone="error" title={t.embed.late}>
            {t.embed.lateHint}
          </Notice>
        </div>
      )}
      {(state === 'cookie' || state === 'open' || shown.rows.data) && (
        <ScopeView
          shown={shown}
          view={view}
          filter={filter}
          actions={actions}
          parts={parts}
          onHelp={noHelp}
          onDetails={() => setDetails(true)}
        />
      )}
    </div>
  )
}

/** Their menus open beneath, and nothing of a frame is seen beyond its edge. */
const NEEDS_ROOM = ['search', 'filters', 'export'] as const

const noHelp = () => undefined
