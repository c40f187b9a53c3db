import type { ErrorBody } from '#contract/errors.ts'
import { FAILURE_HEADER } from '#contract/headers.ts'

/**
 * Why the page has no answer. `kind` decides what a reader is told, in the reader's language; `detail` is what the
 * server said of it, and `requestId` finds the call in the server's log.
 */
export class ApiError extends Error {
  readonly kind: ApiErrorKind
  readonly detail: string
  readonly requestId: string | null
  /** From when it is worth asking again, by this device's clock in ms since 1970; null when the server did not say. */
  readonly retryAt: number | null
  /** How HSS failed behind the server, by the kinds of `Failure`; null when it is not about HSS. */
  readonly failure: string | null

  constructor(
    kind: ApiErrorKind,
    detail: string,
    requestId: string | null,
    {
      retryAt = null,
      failure = null,
      ...options
    }: ErrorOptions & { retryAt?: number | null; failure?: string | null } = {},
  ) {
    super(`${kind}: ${detail}`, options)
    this.name = 'ApiError'
    this.kind = kind
    this.detail = detail
    this.requestId = requestId
    this.retryAt = retryAt
    this.failure = failure
  }

  /** The server did not answer at all: it is down, or the network is. */
  static unreachable(cause: unknown): ApiError {
    return new ApiError('unreachable', '', null, { cause })
  }

  /** It answered with something that is not what the contract says. */
  static unreadable(requestId: string | null, cause: unknown): ApiError {
    return new ApiError('unreadable', '', requestId, { cause })
  }

  /** It refused, with or without HSS's error body. */
  static refused({ status, headers }: Response, body: ErrorBody | undefined): ApiError {
    const seconds = headers.get('Retry-After')
    const failure = headers.get(FAILURE_HEADER)
    return new ApiError(
      failure === 'absent' ? 'absent' : kindOf(status),
      body?.error_msg ?? `HTTP ${status}`,
      body?.request_id ?? null,
      {
        retryAt: seconds !== null && /^\d+$/.test(seconds) ? Date.now() + Number(seconds) * 1000 : null,
        failure,
      },
    )
  }
}

export type ApiErrorKind =
  | 'unreachable'
  | 'unreadable'
  | 'signedOut'
  | 'forbidden' // signed in, but with another role
  | 'notFound'
  | 'absent' // the region of HSS lacks what was asked for
  | 'throttled' // the quota of HSS is used up, or that of wrong tokens
  | 'invalid'
  | 'failed'

function kindOf(status: number): ApiErrorKind {
  if (status === 401) return 'signedOut'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'notFound'
  if (status === 429) return 'throttled'
  if (status >= 400 && status < 500) return 'invalid'
  return 'failed'
}
