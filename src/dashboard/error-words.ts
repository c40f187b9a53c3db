import type { ApiError } from '#data/api-error.ts'

import type { Messages } from './words-en.ts'

/** A failure in the reader's language, and the small print that finds it in the server's log. */
export function errorWords(m: Messages, error: ApiError): { what: string; detail: string | undefined } {
  const parts = [error.detail, error.requestId === null ? '' : m.error.requestId(error.requestId)]
  const detail = parts.filter((part) => part !== '').join(' · ')
  return { what: m.error.kinds[error.kind], detail: detail === '' ? undefined : detail }
}
