import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'

import type { Parts } from '#dashboard/embed-parts.ts'
import { ScopeDetails, ScopeView } from '#dashboard/ScopeView.tsx'
import { useNamedView } from '#dashboard/use-named-view.ts'
import { useViewRows } from '#dashboard/use-view-rows.ts'
import { useWords } from '#dashboard/words.ts'
import type { FrameSession } from '#data/frame-session.ts'
import { Notice } from '#ui/Notice.tsx'

import { EmbedBar } from './EmbedBar.tsx'
import type { HostLink } from './host-link.ts'
import { useHost } from './use-host.ts'
import { useEmbedWords } from './words.ts'

/** The page in a frame: its figures, and what the address names beside them. How old they are is always told. */
export function Embedded({ parts, link, session }: { parts: Parts; link: HostLink; session: FrameSession }) {
  const { m } = useWords()
  const words = useEmbedWords()
  const { view, filter, actions } = useNamedView()
  const shown = useViewRows(view)
  const [details, setDetails] = useState(false)
  const state = useSyncExternalStore(session.subscribe, session.state)
  const client = useQueryClient()
  const askAgain = useEffectEvent(() => void client.resetQueries({ predicate: ({ state }) => !state.data }))
  const askWho = useEffectEvent(() => void client.invalidateQueries({ queryKey: ['session'] }))
  useEffect(() => {
    if (state !== 'open') return
    askAgain() // what was refused meanwhile
    askWho()
  }, [state])
  useHost({ link, view, actions, shown })

  return (
    <div className={NEEDS_ROOM.some((part) => parts.has(part)) ? 'min-h-104' : ''}>
      <h1 className="sr-only">{m.product}</h1>
      <EmbedBar
        shown={shown}
        view={view}
        hasScope={parts.has('scope')}
        onScope={actions.chooseScope}
        onDetails={() => setDetails(true)}
      />
      {details && <ScopeDetails shown={shown} onClose={() => setDetails(false)} />}
      {state === 'wanted' && <output className="block p-0.5 py-3 text-muted">{words.waiting}</output>}
      {state === 'late' && (
        <div className="p-0.5 pb-3">
          <Notice tone="error" title={words.late}>
            {words.lateHint}
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
