import {
  EMBED_SESSION_HEADER,
  EMBED_SESSIONS_PATH,
  EmbedSessionAnswer,
  TICKET_HEADER,
} from '#contract/embed.ts'
import { ACTION_HEADER } from '#contract/headers.ts'

type Send = (request: Request) => Promise<Response>

/**
 * `cookie`: nothing was refused, so the browser's own session holds if there is any. `wanted`: a request waits for a
 * ticket. `late`: none came in time. `open`: there is a session.
 */
type FrameSessionState = 'cookie' | 'wanted' | 'late' | 'open'

/** The session of an embedded page, in the memory of this document alone. */
export type FrameSession = {
  /** Sends a request with the session. One that is refused waits for a ticket, and is sent once more. */
  send: Send
  /** Trades a ticket for a session; one that was not requested is ignored. `ancestor` is the origin of the ticket. */
  take: (ticket: string, ancestor: string) => Promise<void>
  state: () => FrameSessionState
  subscribe: (listener: () => void) => () => void
}

/** How long a request waits for a ticket, in milliseconds: a console asks its own server, which asks ours. */
const PATIENCE = 15_000

/** How long before a session ends a new ticket is asked for, in seconds; of a short one at half its time. */
const RENEW_BEFORE = 60

/**
 * @param base the URL of the server, without a slash at the end.
 * @param wanted is told when there is no session and a ticket is needed.
 * @param ending is told how many seconds the session has left, in time for another ticket.
 */
export function createFrameSession({
  send,
  base,
  wanted,
  opened,
  ending,
  failed,
}: {
  send: Send
  base: string
  wanted: () => void
  /** Is told when there is a session where there was none. */
  opened: () => void
  ending: (seconds: number) => void
  /** Is told when a ticket was refused. */
  failed: () => void
}): FrameSession {
  let session: string | null = null
  let state: FrameSessionState = 'cookie'
  let isAwaited = false
  let waiting: PromiseWithResolvers<boolean> | null = null
  let patience: ReturnType<typeof setTimeout> | undefined
  let renewal: ReturnType<typeof setTimeout> | undefined
  const listeners = new Set<() => void>()
  const become = (next: FrameSessionState): void => {
    state = next
    for (const listener of listeners) listener()
  }
  const settle = (isOpen: boolean): void => {
    clearTimeout(patience)
    waiting?.resolve(isOpen)
    waiting = null
    become(isOpen ? 'open' : 'late')
  }

  /** Resolves with whether there is a session to try with. All requests that are refused meanwhile wait for one ticket. */
  const another = (): Promise<boolean> => {
    if (state === 'late') return Promise.resolve(false)
    if (waiting === null) {
      waiting = withResolvers<boolean>()
      session = null
      clearTimeout(renewal)
      isAwaited = true
      patience = setTimeout(() => settle(false), PATIENCE)
      become('wanted')
      wanted()
    }
    return waiting.promise
  }

  const sendWith = (request: Request): Promise<Response> => {
    if (session === null) return send(request)
    const headers = new Headers(request.headers)
    headers.set(EMBED_SESSION_HEADER, session)
    return send(new Request(request, { headers }))
  }

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    send: async (request) => {
      const used = session
      const answer = await sendWith(request)
      if (answer.status !== 401) return answer
      const isRenewed = session !== used && session !== null // while this request was under way
      return isRenewed || (await another()) ? await sendWith(request) : answer
    },

    take: async (ticket, ancestor) => {
      if (!isAwaited) return
      isAwaited = false
      const url = new URL(`${base}${EMBED_SESSIONS_PATH}`)
      url.searchParams.set('ancestor', ancestor)
      const headers = { [TICKET_HEADER]: ticket, [ACTION_HEADER]: 'page' }
      const answer = await send(new Request(url, { method: 'POST', headers, cache: 'no-store' })).catch(
        () => null,
      )
      const granted = answer?.ok === true ? EmbedSessionAnswer.safeParse(await answer.json()).data : undefined
      if (granted === undefined) {
        isAwaited = true
        failed()
        return
      }
      session = granted.session
      const left = Math.min(RENEW_BEFORE, granted.endsIn / 2)
      clearTimeout(renewal)
      renewal = setTimeout(
        () => {
          isAwaited = true
          ending(Math.round(left))
        },
        (granted.endsIn - left) * 1000,
      )
      const isRenewed = state === 'open'
      settle(true)
      if (!isRenewed) opened()
    },
  }
}

/** `Promise.withResolvers` is newer than the oldest browser that the page runs in. */
function withResolvers<Value>(): PromiseWithResolvers<Value> {
  let resolve: PromiseWithResolvers<Value>['resolve'] = () => undefined
  let reject: PromiseWithResolvers<Value>['reject'] = () => undefined
  const promise = new Promise<Value>((settle, fail) => {
    resolve = settle
    reject = fail
  })
  return { promise, resolve, reject }
}
