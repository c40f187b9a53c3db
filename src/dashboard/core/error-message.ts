import type { ApiError } from '#data/api-error.ts'
import type { Messages } from '#i18n/en.ts'

/** A failure in the reader's language, and the small print that finds it in the server's log. */
export function errorText(t: Messages, error: ApiError): { what: string; detail: string | undefined } {
  const parts = [error.detail, error.requestId === null ? '' : t.errors.requestId(error.requestId)]
  const detail = parts.filter((part) => part !== '').join(' · ')
  return { what: t.errors.kinds[error.kind], detail: detail === '' ? undefined : detail }
}
