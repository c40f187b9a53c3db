import { ALL_ENTERPRISE_PROJECTS, DEFAULT_ENTERPRISE_PROJECT, INVENTORY_PROJECT } from '#contract/scope.ts'
import { useScope } from '#dashboard/core/scope-context.tsx'
import type { Import } from '#data/imports.ts'
import { useServer } from '#data/server.ts'
import { useMayImport } from '#data/session.ts'
import { useI18n } from '#i18n/i18n.ts'
import { useImportTexts } from '#i18n/imports.ts'
import { Dialog } from '#ui/Dialog.tsx'

import { HowToImport } from './HowToImport.tsx'
import { ImportFiles } from './ImportFiles.tsx'

/** Scans into the inventory: files from the browser first, the commands second. */
export function ImportDialog({
  files,
  onFiles,
  onClose,
}: {
  /** Those that were chosen or dropped. */
  files: readonly File[]
  onFiles: (files: readonly File[]) => void
  onClose: () => void
}) {
  const { t } = useI18n()
  const texts = useImportTexts()
  const { apiOrigin } = useServer()
  const initialQuery = useShownScope()
  return (
    <Dialog title={texts.title} closeLabel={t.common.close} onClose={onClose}>
      {useMayImport() ? (
        <>
          <ImportFiles files={files} initialQuery={initialQuery} onFiles={onFiles} onClose={onClose} />
          <details>
            <summary className="cursor-pointer font-[550] text-muted">{texts.commands}</summary>
            <div className="pt-2">
              <HowToImport />
            </div>
          </details>
        </>
      ) : (
        <>
          <p>{apiOrigin === null ? texts.noServer : texts.noRole}</p>
          <HowToImport />
        </>
      )}
    </Dialog>
  )
}

/** Into the scope that is shown, where it is one of the inventory. */
function useShownScope(): Import['query'] {
  const { scope } = useScope()
  const shown = scope?.scopeQuery
  const category = shown?.category ?? 'host'
  const isOne = shown?.project === INVENTORY_PROJECT && shown.enterpriseProject !== ALL_ENTERPRISE_PROJECTS
  return {
    category: shown?.project === INVENTORY_PROJECT ? category : 'host',
    enterpriseProject: isOne ? shown.enterpriseProject : DEFAULT_ENTERPRISE_PROJECT,
    isPartial: false,
  }
}
