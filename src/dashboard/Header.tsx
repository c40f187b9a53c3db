import { CircleHelp, RefreshCw, Upload } from 'lucide-react'

import { useIsRefreshing, useRefresh } from '#data/refresh.ts'
import { useMayImport } from '#data/session.ts'
import { useI18n } from '#i18n/i18n.ts'
import { IconButton } from '#ui/Button.tsx'

import { AccountMenu } from './AccountMenu.tsx'
import { useOpenImport } from './core/import-scans.ts'
import { QuietPart } from './core/Part.tsx'
import { LanguageSelect, ThemeButton } from './core/ReaderChoices.tsx'
import { useScope } from './core/scope-context.tsx'
import { useIdle } from './core/use-idle.ts'
import { ScopeControls } from './features/scope/ScopeControls.tsx'
import { overlays } from './overlays.ts'
import { RowsAge } from './RowsAge.tsx'

/** The way to more scans. Beside the demo fleet the notice has it. */
function ImportButton() {
  const { t } = useI18n()
  const { scope } = useScope()
  const openImport = useOpenImport()
  if (!useMayImport() || scope?.project.kind === 'demo') return null
  return (
    <IconButton name={t.scope.importScan} onClick={() => openImport([])}>
      <Upload aria-hidden className="size-4" />
    </IconButton>
  )
}

/** What is shown and where it comes from: product, scope, age of the data, and how this reader likes the page. */
export function Header({ onDetails, onHelp }: { onDetails: () => void; onHelp: () => void }) {
  const { t } = useI18n()
  const { scope, rows } = useScope()
  const refresh = useRefresh()
  const refreshing = useIsRefreshing()
  const isIdle = useIdle(rows.data !== undefined) // the rows come first
  return (
    <header className="top-0 z-20 border-b border-line bg-surface lg:sticky">
      <div className="flex min-h-(--header-height) flex-wrap items-center gap-x-3 gap-y-2 px-3.5 py-2 md:px-6 lg:flex-nowrap">
        <h1 className="flex items-center gap-2 pr-2 text-title font-[650]">
          <img src="favicon.svg" alt="" className="size-5.5" />
          {t.common.product}
        </h1>
        {scope && (
          <div className="flex min-w-0 items-center gap-2 max-lg:order-1 max-lg:basis-full max-sm:flex-wrap sm:gap-3">
            <ScopeControls />
            <ImportButton />
          </div>
        )}
        {scope && isIdle && <QuietPart of={overlays}>{({ ViewName }) => <ViewName />}</QuietPart>}
        <div className="flex min-h-5 min-w-0 max-lg:order-2 max-lg:basis-full lg:ml-auto">
          <RowsAge onDetails={onDetails} />
        </div>
        <div className="flex items-center gap-1 max-lg:ml-auto">
          <IconButton
            name={refreshing ? t.header.refreshing : t.header.refresh}
            onClick={refresh}
            aria-disabled={refreshing}
          >
            <RefreshCw aria-hidden className={`size-4 ${refreshing ? 'animate-spin' : ''}`} />
          </IconButton>
          <IconButton name={t.header.openHelp} onClick={onHelp}>
            <CircleHelp aria-hidden className="size-4" />
          </IconButton>
          <ThemeButton />
          <LanguageSelect />
          <AccountMenu />
        </div>
      </div>
    </header>
  )
}
