import type { QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import { createFrameSession } from '#data/frame-session.ts'
import { sessionBegan } from '#data/session.ts'
import { baseUrl } from '#view/base-url.ts'
import { embeddedHost } from '#view/embed-parts.ts'
import type { Parts } from '#view/embed-parts.ts'

import { EmbedPage } from './EmbedPage.tsx'
import { ancestorsOf, createHostLink } from './features/embed/host-link.ts'

type Send = (request: Request) => Promise<Response>

/**
 * The page as part of another one: what it is asked with, and what it shows. Outside a frame, or in one where no origin may
 * talk to it, requests go as they are.
 */
export function createFrame(parts: Parts, ask: Send, client: QueryClient): { send: Send; screen: ReactNode } {
  document.documentElement.dataset['embedded'] = ''
  const link = createHostLink(window, ancestorsOf(document))
  let isWanted = false
  const session = createFrameSession({
    send: ask,
    base: baseUrl(),
    wanted: () => {
      isWanted = true
      link.post({ type: 'sessionWanted' })
    },
    opened: () => void sessionBegan(client),
    ending: (seconds) => link.post({ type: 'sessionEnding', seconds }),
    failed: () => link.post({ type: 'error', kind: 'ticketRefused' }),
  })
  link.listen((message, host) => {
    if (message.type === 'hello' && isWanted && session.state() !== 'open')
      link.post({ type: 'sessionWanted' })
    if (message.type === 'ticket') void session.take(message.ticket, host)
  })
  return {
    send: link.isFramed ? session.send : ask,
    screen: <EmbedPage {...{ parts, link, session }} host={embeddedHost(location.search)} />,
  }
}
