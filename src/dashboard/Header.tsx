import { CircleHelp, RefreshCw } from 'lucide-react'
import { Suspense } from 'react'
import type { ReactNode } from 'react'

import type { ProjectSummary } from '#contract/projects.ts'
import { useSession } from '#data/session.ts'
import { useI18n } from '#i18n/i18n.ts'
import { IconButton } from '#ui/Button.tsx'
import type { View, ViewChange } from '#view/use-view.ts'

import { late } from './core/late.tsx'
import { LanguageSelect, ThemeButton } from './core/ReaderChoices.tsx'
import { ScopeControls } from './features/scope/ScopeControls.tsx'

const Account = late(async () => (await import('./features/auth/Account.tsx')).Account)

/** What is shown and where it comes from: product, scope, age of the data, and how this reader likes the page. */
export function Header({
  projects,
  project,
  view,
  onChange,
  age,
  refreshing,
  onRefresh,
  onHelp,
}: {
  projects: readonly ProjectSummary[]
  project: ProjectSummary | undefined
  view: View
  /** A choice of scope leaves filters and sort as they are: the same question, asked elsewhere. */
  onChange: (change: ViewChange) => void
  age: ReactNode
  refreshing: boolean
  onRefresh: () => void
  onHelp: () => void
}) {
  const { t } = useI18n()
  const identity = useSession().data?.identity
  return (
    <header className="top-0 z-20 border-b border-line bg-surface lg:sticky">
      <div className="flex min-h-(--header-height) flex-wrap items-center gap-x-3 gap-y-2 px-3.5 py-2 md:px-6 lg:flex-nowrap">
        <h1 className="flex items-center gap-2 pr-2 text-title font-[650]">
          <img src="favicon.svg" alt="" className="size-5.5" />
          {t.common.product}
        </h1>
        {project && (
          <div className="flex min-w-0 items-center gap-2 max-lg:order-1 max-lg:basis-full max-sm:flex-wrap sm:gap-3">
            <ScopeControls projects={projects} project={project} view={view} onChange={onChange} />
          </div>
        )}
        <div className="flex min-h-5 min-w-0 max-lg:order-2 max-lg:basis-full lg:ml-auto">{age}</div>
        <div className="flex items-center gap-1 max-lg:ml-auto">
          <IconButton
            name={refreshing ? t.header.refreshing : t.header.refresh}
            onClick={onRefresh}
            aria-disabled={refreshing}
          >
            <RefreshCw aria-hidden className={`size-4 ${refreshing ? 'animate-spin' : ''}`} />
          </IconButton>
          <IconButton name={t.help.open} onClick={onHelp}>
            <CircleHelp aria-hidden className="size-4" />
          </IconButton>
          <ThemeButton />
          <LanguageSelect />
          {identity && identity.proof !== 'loopback' && (
            <Suspense fallback={<span className="size-8" />}>
              <Account identity={identity} />
            </Suspense>
          )}
        </div>
      </div>
    </header>
  )
}
