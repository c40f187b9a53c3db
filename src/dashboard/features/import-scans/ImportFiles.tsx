import { useEffect, useRef, useState } from 'react'

import { INVENTORY_PROJECT } from '#contract/scope.ts'
import { useViewActions } from '#dashboard/core/view-context.tsx'
import { useImport, useImportLimits, useImportPreview } from '#data/imports.ts'
import type { Import, ImportStep } from '#data/imports.ts'
import { useImportTexts } from '#i18n/imports.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'

import { ChooseFiles } from './ChooseFiles.tsx'
import { faultOf } from './file-faults.ts'
import { ImportFigures } from './ImportFigures.tsx'
import { ImportOptions } from './ImportOptions.tsx'
import { ImportFailure, ImportProgress } from './ImportState.tsx'

/** Files are chosen, previewed and imported; until then nothing is stored. Closing it before the end stops it. */
export function ImportFiles({
  files,
  initialQuery,
  onFiles,
  onClose,
}: {
  files: readonly File[]
  initialQuery: Import['query']
  onFiles: (files: readonly File[]) => void
  onClose: () => void
}) {
  const texts = useImportTexts()
  const { chooseScope } = useViewActions()
  const [query, setQuery] = useState(initialQuery)
  const [step, setStep] = useState<ImportStep | null>(null)
  const limits = useImportLimits()
  const fault = limits.data && faultOf(texts, files, limits.data)
  const wanted = limits.data && fault === null && files.length > 0 ? { files, query } : null
  const preview = useImportPreview(wanted, setStep)
  const importing = useImport(setStep)
  const stop = useRef<AbortController | null>(null)
  useEffect(() => () => stop.current?.abort(), [])

  if (importing.data) {
    const showPorts = () => {
      const { category, enterpriseProject } = query
      chooseScope({ project: INVENTORY_PROJECT, category, enterprise_project_id: enterpriseProject })
      onClose()
    }
    return (
      <>
        <output className="font-[600]">{texts.done(importing.data.servers)}</output>
        <ImportFigures answer={importing.data} />
        <Button onClick={showPorts} className="justify-self-start">
          {texts.show}
        </Button>
      </>
    )
  }
  if (limits.data?.maxBytes === 0) return <p>{texts.disabled}</p>

  const begin = () => {
    stop.current = new AbortController()
    setStep(null)
    importing.mutate({ files, query, signal: stop.current.signal })
  }
  /** Back to a preview, of the same or of others. */
  const again = () => {
    importing.reset()
    setStep(null)
  }
  const isBusy = importing.isPending || preview.isFetching
  const error = limits.error ?? importing.error ?? preview.error
  return (
    <>
      {!isBusy && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <ChooseFiles
            isFirst={files.length === 0}
            onFiles={(chosen) => {
              again()
              onFiles(chosen)
            }}
          />
          {files.length === 0 && limits.data && (
            <p className="text-muted">
              {texts.chooseHint} {texts.limit(limits.data.maxBytes)}
            </p>
          )}
        </div>
      )}
      {fault && <Notice tone="error" title={fault} />}
      {isBusy && <ImportProgress step={step} />}
      {!isBusy && error !== null && (
        <ImportFailure
          error={error}
          onRetry={() => {
            again()
            if (limits.error) void limits.refetch()
            else if (preview.error) void preview.refetch()
          }}
        />
      )}
      {!isBusy && error === null && preview.data && (
        <section aria-label={texts.preview} className="grid gap-3">
          <h3>
            <span className="font-[650]">{texts.preview}</span>{' '}
            <span className="text-muted">{texts.nothingYet}</span>
          </h3>
          <ImportFigures answer={preview.data} />
          <Button onClick={begin} className="justify-self-start border-accent! text-accent">
            {texts.import}
          </Button>
        </section>
      )}
      {wanted && !importing.isPending && (
        <ImportOptions
          query={query}
          onApply={(changed) => {
            again()
            setQuery(changed)
          }}
        />
      )}
    </>
  )
}
