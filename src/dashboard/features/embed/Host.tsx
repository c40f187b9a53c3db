import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'

import type { HostMessage } from '#contract/embed.ts'
import { useScope } from '#dashboard/core/scope-context.tsx'
import { useView, useViewActions } from '#dashboard/core/view-context.tsx'
import { useRefresh } from '#data/refresh.ts'
import { changeLanguage } from '#i18n/i18n.ts'
import { holdTheme, timeZone } from '#preferences.ts'

import type { HostLink } from './host-link.ts'
import { showHostStyle } from './host-style.ts'
import { queryOfView, viewOfQuery } from './host-view.ts'

/** Draws nothing: does what the page around the frame says, and tells it what becomes of the view. */
export function Host({ link }: { link: HostLink }) {
  const { view } = useView()
  const actions = useViewActions()
  const { rows, projects } = useScope()
  const refresh = useRefresh()
  const host = useSyncExternalStore(link.listen, link.host, link.host)
  const handleHostMessage = useEffectEvent((message: HostMessage) => {
    switch (message.type) {
      case 'hello':
      case 'look':
        if (message.theme !== undefined) holdTheme(message.theme)
        if (message.language !== undefined) void changeLanguage(message.language)
        if (message.timeZone !== undefined) timeZone.hold(message.timeZone)
        if (message.style !== undefined) showHostStyle(message.style)
        break
      case 'view':
        // The host has a history of its own, where this step already is.
        actions.replace(viewOfQuery(message.query))
        break
      case 'scope': {
        const { project, category, enterprise_project_id } = message
        actions.replace({
          ...(project !== undefined && { project }),
          ...(category !== undefined && { category }),
          ...(enterprise_project_id !== undefined && { enterprise_project_id }),
          snapshot: null, // numbered by scope
          page: null,
        })
        break
      }
      case 'refresh':
        refresh()
        break
      case 'ticket': // for the session, which hears it by itself
        break
    }
  })
  useEffect(() => link.listen(handleHostMessage), [link])

  const query = queryOfView(view)
  const { port = null, type = null } = view.row ?? {}
  const isReady = rows.data !== undefined
  const failure = (rows.error ?? projects.error)?.kind ?? null
  const tellReady = useEffectEvent(() => link.post({ type: 'ready', query }))
  useEffect(() => {
    if (host !== null && isReady) tellReady()
  }, [host, isReady])
  useEffect(() => {
    if (host !== null) link.post({ type: 'viewChanged', query })
  }, [link, host, query])
  useEffect(() => {
    if (host === null) return
    link.post({ type: 'selection', row: port === null || type === null ? null : { port, type } })
  }, [link, host, port, type])
  useEffect(() => {
    if (host !== null && failure !== null) link.post({ type: 'error', kind: failure })
  }, [link, host, failure])
  useEffect(() => {
    if (host === null) return undefined
    const observer = new ResizeObserver(() =>
      link.post({ type: 'height', height: Math.ceil(document.body.getBoundingClientRect().height) }),
    )
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [link, host])
  return null
}
