import { BUILD_HEADER } from '#contract/headers.ts'
import { SESSION_PATH } from '#contract/session.ts'

/** Whether the server has another build of the page than the one that runs here. */
export type BuildWatch = {
  /** Sends a request, and checks the build in the response. */
  send: (request: Request) => Promise<Response>
  isOutdated: () => boolean
  /** Asks for nothing but the build: when a part of the page turns out to be gone. */
  look: () => Promise<void>
  /** @returns What ends the subscription. */
  subscribe: (listener: () => void) => () => void
}

/**
 * @param base the URL of the server, without a slash at the end.
 * @param own The build that came with the document; null for the one that the server has when this page first talks to it.
 */
export function createBuildWatch(
  send: (request: Request) => Promise<Response>,
  base: string,
  own: string | null = null,
): BuildWatch {
  const listeners = new Set<() => void>()
  let isOutdated = false

  const watched = async (request: Request): Promise<Response> => {
    const answer = await send(request)
    const build = answer.headers.get(BUILD_HEADER)
    own ??= build
    if (build !== null && build !== own && !isOutdated) {
      isOutdated = true
      for (const listener of listeners) listener()
    }
    return answer
  }
  return {
    send: watched,
    isOutdated: () => isOutdated,
    look: async () => {
      // Without an answer nothing is known of the build, and the page says by itself that the server is away.
      await watched(new Request(`${base}${SESSION_PATH}`, { cache: 'no-store' })).catch(() => undefined)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
