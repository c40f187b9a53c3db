import { ACTION_HEADER } from '#contract/headers.ts'

import { ApiError } from './api-error.ts'

/** What came of a form that was sent. */
type Sent = { status: number; text: string; retryAfter: string | null }

/**
 * Sends a form to our own server, with its progress in both directions: `fetch` tells nothing of what was sent.
 *
 * @param onSent is told how many bytes of how many were sent, and `onText` the whole of the answer so far.
 * @throws {ApiError} where there is no answer, or the reason of `signal`
 */
export function sendForm(
  url: URL,
  form: FormData,
  {
    accept,
    onSent,
    onText,
    signal,
  }: {
    accept: string
    onSent: (bytes: number, of: number) => void
    onText: (text: string) => void
    signal: AbortSignal
  },
): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.setRequestHeader(ACTION_HEADER, 'page')
    request.setRequestHeader('Accept', accept)
    request.upload.addEventListener('progress', ({ loaded, total }) => onSent(loaded, total))
    request.addEventListener('progress', () => onText(request.responseText))
    request.addEventListener('load', () =>
      resolve({
        status: request.status,
        text: request.responseText,
        retryAfter: request.getResponseHeader('Retry-After'),
      }),
    )
    request.addEventListener('error', () => reject(ApiError.unreachable(null)))
    request.addEventListener('abort', () =>
      reject(signal.reason instanceof Error ? signal.reason : ApiError.unreachable(null)),
    )
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(form)
  })
}
