import { ANCESTORS_META, HostMessage } from '#contract/embed.ts'
import type { FrameMessage } from '#contract/embed.ts'

/** The part of a `message` event that is checked. */
type Incoming = Pick<MessageEvent<unknown>, 'source' | 'origin' | 'data'>

/** Who may talk to the frame: the window around it, of an origin that the server lets frame it, once bound no other. */
type HostBinding = { parent: unknown; allowed: readonly string[]; host: string | null }

/**
 * What a message event says, null when it is none of the host's: from another window or origin, before its hello, or not
 * of the schema. The origin of a sandboxed window is the word `null`, which is never on the list.
 */
export function readHostMessage(event: Incoming, { parent, allowed, host }: HostBinding): HostMessage | null {
  if (event.source !== parent || !allowed.includes(event.origin)) return null
  if (host !== null && event.origin !== host) return null
  const message = HostMessage.safeParse(event.data).data
  if (message === undefined || (host === null && message.type !== 'hello')) return null
  return message
}

type Body<Message> = Message extends unknown ? Omit<Message, 'openports'> : never

/** The frame's end of the talk with the page around it. Before that has said hello, the frame sends nothing. */
export type HostLink = {
  /** Whether there can be a host at all. */
  isFramed: boolean
  /** Its origin, null before its hello. */
  host: () => string | null
  post: (message: Body<FrameMessage>) => void
  /** Listens from now on. */
  listen: (listener: (message: HostMessage, host: string) => void) => () => void
}

/** @param allowed origins that may be the host. */
export function createHostLink(frame: Window, allowed: readonly string[]): HostLink {
  const { parent } = frame
  const isFramed = parent !== frame && allowed.length > 0
  let host: string | null = null
  const listeners = new Set<(message: HostMessage, host: string) => void>()
  const post: HostLink['post'] = (message) => {
    if (host !== null) parent.postMessage({ openports: 1, ...message }, host)
  }
  if (isFramed)
    frame.addEventListener('message', (event) => {
      const message = readHostMessage(event, { parent, allowed, host })
      if (message === null) return
      host = event.origin
      if (message.type === 'hello') post({ type: 'welcome' })
      for (const listener of listeners) listener(message, host)
    })
  return {
    isFramed,
    host: () => host,
    post,
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The origins that the server lets frame this document. */
export const ancestorsOf = (document: Document): string[] =>
  document.querySelector<HTMLMetaElement>(`meta[name="${ANCESTORS_META}"]`)?.content.split(' ') ?? []
