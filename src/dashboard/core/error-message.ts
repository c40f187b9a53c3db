import type { ApiError } from '#data/api-error.ts'
import type { Messages } from '#i18n/en/core.ts'

/** A failure in the reader's language, and the small print that finds it in the server's log. */
export function errorWords(m: Messages, error: ApiError): { what: string; detail: string | undefined } {
  const parts = [error.detail, error.requestId === null ? '' : m.error.requestId(error.requestId)]
  const detail = parts.filter((part) => part !== '').join(' · ')
  return { what: m.error.kinds[error.kind], detail: detail === '' ? undefined : detail }
}

/** The same for what the page keeps asking for: where nobody answers, the reader has to do nothing. */
export function polledErrorWords(m: Messages, error: ApiError): ReturnType<typeof errorWords> {
  const { what, detail } = errorWords(m, error)
  return { what: error.kind === 'unreachable' ? `${what} ${m.error.retriesItself}` : what, detail }
}
