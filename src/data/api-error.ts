import type { ErrorBody } from '#contract/errors.ts'

/**
 * Why the page has no answer. `kind` decides what a reader is told, in the reader's language; `detail` is what the
 * server said of it, and `requestId` finds the call in the server's log.
 */
export class ApiError extends Error {
  readonly kind: ApiErrorKind
  readonly detail: string
  readonly requestId: string | null

  constructor(kind: ApiErrorKind, detail: string, requestId: string | null, options?: ErrorOptions) {
    super(`${kind}: ${detail}`, options)
    this.name = 'ApiError'
    this.kind = kind
    this.detail = detail
    this.requestId = requestId
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
  static refused(status: number, body: ErrorBody | undefined): ApiError {
    return new ApiError(kindOf(status), body?.error_msg ?? `HTTP ${status}`, body?.request_id ?? null)
  }
}

export type ApiErrorKind = 'unreachable' | 'unreadable' | 'signedOut' | 'notFound' | 'invalid' | 'failed'

function kindOf(status: number): ApiErrorKind {
  if (status === 401 || status === 403) return 'signedOut'
  if (status === 404) return 'notFound'
  if (status >= 400 && status < 500) return 'invalid'
  return 'failed'
}
