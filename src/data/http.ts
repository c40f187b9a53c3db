import { decodeErrorBody } from '#contract/errors.ts'
import { ACTION_HEADER } from '#contract/headers.ts'

import { ApiError } from './api-error.ts'

/** How the page talks to its server. Every failure is an {@link ApiError}, except an abort, which is passed on. */
export type Http = {
  /** An answer with 200, or with 304 where `headers` ask for that. */
  get: (path: string, signal: AbortSignal, headers?: HeadersInit) => Promise<Response>
  /**
   * Changes what the server keeps, or spends calls of HSS; a header is how it knows that the page means it. `headers` are for
   * what is secret, and so is in no address.
   */
  change: (
    method: 'PUT' | 'DELETE' | 'POST',
    path: string,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Response>
  /** Sends what another session would not help. */
  once: (path: string, init: RequestInit) => Promise<Response>
}

/**
 * @param send `fetch`, or a function like it that answers without a network.
 * @param base the URL of the server, before the slash of each path.
 */
export function createHttp(send: (request: Request) => Promise<Response>, base: string): Http {
  const sendOnce = (path: string, init: RequestInit): Promise<Response> => {
    // no-store: the list of open ports stays out of the browser's disk cache, so we revalidate by hand
    const request = new Request(`${base}${path}`, { ...init, cache: 'no-store' })
    return send(request).catch((cause: unknown) => {
      throw request.signal.aborted ? cause : ApiError.unreachable(cause)
    })
  }

  const call = async (path: string, init: RequestInit): Promise<Response> => {
    let response = await sendOnce(path, init)
    if (response.status === 401) {
      // A session lasts a day's work at most, and a visit from another site begins without one. Where the server gives
      // one, asking for the page does so; the header says that the page asks, in browsers that do not say it themselves.
      await sendOnce('/', { signal: init.signal ?? null, headers: { [ACTION_HEADER]: 'page' } })
      response = await sendOnce(path, init)
    }
    return await accepted(response)
  }

  return {
    get: (path, signal, headers = {}) => call(path, { signal, headers }),
    change: (method, path, headers = {}) =>
      call(path, { method, headers: { ...headers, [ACTION_HEADER]: 'page' } }),
    once: async (path, init) => await accepted(await sendOnce(path, init)),
  }
}

async function accepted(response: Response): Promise<Response> {
  if (response.ok || response.status === 304) return response
  const body = await response
    .json()
    .then(decodeErrorBody)
    .catch(() => undefined) // of a proxy, or cut short
  throw ApiError.refused(response, body)
}

/** The body of an answer, decoded. */
export async function read<Value>(answer: Response, decode: (wire: unknown) => Value): Promise<Value> {
  try {
    return decode(await answer.json())
  } catch (cause) {
    throw ApiError.unreadable(answer.headers.get('x-request-id'), cause)
  }
}
