import type { ApiError } from '#data/api-error.ts'
import type { Messages } from '#i18n/en.ts'

/** A failure in the reader's language, and the small print that finds it in the server's log. */
export function errorText(t: Messages, error: ApiError): { what: string; detail: string | undefined } {
  const parts = [error.detail, error.requestId === null ? '' : t.errors.requestId(error.requestId)]
  const detail = parts.filter((part) => part !== '').join(' · ')
  return { what: t.errors.kinds[error.kind], detail: detail === '' ? undefined : detail }
}

/** What failed between the server and HSS, and what can be done about it. Of a kind that we do not know, the server's own text. */
export function failureText(
  { syncStatus }: Messages,
  { kind, advice }: { kind: string; advice: string },
): FailureText {
  const known: Readonly<Record<string, FailureText>> = syncStatus.failures
  return (
    (Object.hasOwn(known, kind) ? known[kind] : undefined) ?? {
      what: syncStatus.unknownFailure,
      todo: advice,
    }
  )
}

type FailureText = { what: string; todo: string }
