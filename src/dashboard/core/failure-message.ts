import type { SyncTexts } from '#i18n/en/sync-status.ts'

/** What failed between the server and HSS, and what can be done about it. Of a kind that we do not know, the server's own text. */
export function failureText(
  texts: SyncTexts,
  { kind, advice }: { kind: string; advice: string },
): FailureText {
  const known: Readonly<Record<string, FailureText>> = texts.failures
  return (
    (Object.hasOwn(known, kind) ? known[kind] : undefined) ?? {
      what: texts.unknownFailure,
      todo: advice,
    }
  )
}

type FailureText = { what: string; todo: string }
