import { errorText } from '#dashboard/core/error-message.ts'
import type { ApiError } from '#data/api-error.ts'
import type { ImportStep } from '#data/imports.ts'
import { useI18n } from '#i18n/i18n.ts'
import { useImportTexts } from '#i18n/imports.ts'
import { Notice } from '#ui/Notice.tsx'
import { ProgressBar } from '#ui/ProgressBar.tsx'

/** How far an import or its preview is. */
export function ImportProgress({ step }: { step: ImportStep | null }) {
  const texts = useImportTexts()
  const { kind, bytes, of } = step ?? { kind: 'uploading', bytes: 0, of: 0 }
  const text = texts[kind](bytes, of)
  return (
    <div className="grid gap-2">
      <output className="tabular text-muted">{text}</output>
      <ProgressBar label={text} share={of === 0 ? null : bytes / of} />
    </div>
  )
}

/** Why nothing was imported: of files with errors, each in a line. */
export function ImportFailure({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  const { t } = useI18n()
  const texts = useImportTexts()
  const { kind, detail, requestId } = error
  const isOfFiles = kind === 'invalid' || kind === 'throttled' // in the words of the server, which name the remedy
  return (
    <Notice
      tone="error"
      title={texts.failed}
      detail={isOfFiles || requestId === null ? undefined : t.errors.requestId(requestId)}
      action={{ label: texts.tryAgain, onClick: onRetry }}
    >
      <p className="wrap-anywhere whitespace-pre-wrap">{isOfFiles ? detail : errorText(t, error).what}</p>
    </Notice>
  )
}
